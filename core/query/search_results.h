// A search in orders, customers and products and what it finds. Plain values; the answer carries its freshness.
#pragma once

#include "query/freshness.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace twinlane::query {

enum class SearchKind : std::uint8_t { Order, Customer, Product };
inline constexpr std::array<const char*, 3> searchKindNames = {"order", "customer", "product"};
inline const char* name(SearchKind kind) { return searchKindNames[static_cast<std::size_t>(kind)]; }

inline std::optional<SearchKind> searchKindFromName(std::string_view text) {
  for (std::size_t i = 0; i < searchKindNames.size(); ++i)
    if (text == searchKindNames[i]) return static_cast<SearchKind>(i);
  return std::nullopt;
}

// All words must occur; one of two or more characters as the beginning of a word. Diacritics and case do not count. A text that is
// one word of three or more characters is also looked for within ids.
struct SearchQuery {
  std::string text;
  std::optional<SearchKind> kind = {};  // all
  int limit = 20;                       // of each kind
  bool inPersons = true;                // false: nothing is found by names, addresses and notes
};

// Where a word was found: "id", "customer", "products", "text", "person" or "notes"; what was found stands in brackets.
struct SearchMatch {
  std::string in, snippet;
};

struct SearchHit {
  SearchKind kind = SearchKind::Order;
  std::string id;
  std::string title;  // of an order the customer's name, else id; empty for a guest
  std::vector<SearchMatch> matches;
};

struct SearchAnswer {
  std::vector<SearchHit> hits;        // by kind, and of each whose id is the text first, then by words, then by parts of ids; newest first
  std::vector<SearchKind> cutShort;  // kinds of which more was found
  Freshness freshness;
};

}  // namespace twinlane::query
