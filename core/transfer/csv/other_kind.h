// What a file is by its first bytes, where it is none that can be read: in another encoding, packed twice, a ZIP. Pure; any thread.
#pragma once

#include <optional>
#include <string_view>

namespace twinlane::transfer {

struct OtherKind {
  std::string_view what, remedy;
};

// `start`: of the file, unpacked. Nothing where it may be text.
std::optional<OtherKind> otherKindOf(std::string_view start);

}  // namespace twinlane::transfer
