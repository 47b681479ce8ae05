#include "domain/events.h"

#include <algorithm>
#include <utility>

namespace twinlane::domain {
namespace {

template <std::size_t... I>
const char* eventName(int typeNumber, std::index_sequence<I...>) {
  const char* found = nullptr;
  ((std::variant_alternative_t<I, Event>::type == typeNumber ? (found = std::variant_alternative_t<I, Event>::name, 0) : 0), ...);
  return found;
}

constexpr std::array<const char*, 5> categoryNames = {"", "order", "product", "customer", "return"};

}  // namespace

const char* name(Category category) { return categoryNames[static_cast<std::size_t>(category)]; }

std::optional<Category> categoryFromName(std::string_view text) {
  for (std::size_t i = 1; i < categoryNames.size(); ++i)
    if (text == categoryNames[i]) return static_cast<Category>(i);
  return std::nullopt;
}

const char* typeName(const Command& command) {
  return std::visit([](const auto& c) { return std::decay_t<decltype(c)>::name; }, command);
}
const char* typeName(const Event& event) {
  return std::visit([](const auto& e) { return std::decay_t<decltype(e)>::name; }, event);
}
const char* typeNameOf(int number) { return eventName(number, std::make_index_sequence<std::variant_size_v<Event>>{}); }

}  // namespace twinlane::domain
