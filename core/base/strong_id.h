// Text ids that cannot be mistaken for one another (an order for a product). 1 to 64 visible characters by contract;
// the check is made where input enters. Any thread; plain value.
#pragma once

#include <compare>
#include <functional>
#include <string>

namespace twinlane::base {

template <class Tag>
struct StrongId {
  std::string text;

  StrongId() = default;
  explicit StrongId(std::string value) : text(std::move(value)) {}
  auto operator<=>(const StrongId&) const = default;
  bool empty() const { return text.empty(); }
};

}  // namespace twinlane::base

template <class Tag>
struct std::hash<twinlane::base::StrongId<Tag>> {
  std::size_t operator()(const twinlane::base::StrongId<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text); }
};
