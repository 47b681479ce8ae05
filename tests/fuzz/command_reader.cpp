// libFuzzer target: any bytes as a line of `submit`. What is read must pass its own check and be the same after it was
// written and read again.
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"

#include <cstdlib>

using namespace twinlane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto node = domain::fromJson({reinterpret_cast<const char*>(data), size});
  if (!node) return 0;
  const auto parsed = domain::commandFromNode(*node);
  if (!parsed.command && parsed.problems.empty()) std::abort();
  if (!parsed.problems.empty()) return 0;
  if (!domain::check(*parsed.command).empty()) std::abort();
  const auto again = domain::fromJson(domain::toJson(domain::toNode(*parsed.command)));
  if (!again) std::abort();
  const auto reread = domain::commandFromNode(*again);
  if (!reread.command || domain::contentDigest(*reread.command) != domain::contentDigest(*parsed.command)) std::abort();
  return 0;
}
