// Questions about returns that name no order, and the order line that each may belong to. A proposal is only shown: nothing is
// linked. Plain values; every answer carries its freshness.
#pragma once

#include "query/freshness.h"

#include <array>
#include <map>

namespace twinlane::query {

// What the customer bought of the product not later than it came back: lines of orders that were not cancelled whole. The first
// that holds counts.
enum class ReturnMatch : std::uint8_t { SameQuantity, LargerQuantity, SmallerQuantity, NeverBought, NoCustomer };
inline constexpr std::array<const char*, 5> returnMatchNames = {"same_quantity", "larger_quantity", "smaller_quantity", "never_bought", "no_customer"};
inline const char* name(ReturnMatch match) { return returnMatchNames[static_cast<std::size_t>(match)]; }

enum class Confidence : std::uint8_t { High, Medium, Low, None };
inline constexpr std::array<const char*, 4> confidenceNames = {"high", "medium", "low", "none"};
inline const char* name(Confidence confidence) { return confidenceNames[static_cast<std::size_t>(confidence)]; }

struct BoughtLine {
  std::string order;
  int line = 0;
  base::Quantity quantity;
  base::Timestamp placedAt;
  bool isPlacedKnown = true;  // false: no source says when, and placedAt is when an import brought it
};

struct ReturnProposal {
  Confidence confidence = Confidence::None;
  ReturnMatch why = ReturnMatch::NeverBought;
  std::optional<BoughtLine> line = {};  // the latest of those that match so
  std::int64_t lines = 0;               // how many match so
};

struct ReturnLine {
  std::string returned;  // the return's id
  int line = 0;
  std::string customer;  // empty when the source names none
  std::string product;
  base::Quantity quantity;  // zero or below, as net
  base::Amount net;
  base::Currency currency;
  base::Timestamp receivedAt;
  bool isReceivedKnown = true;  // likewise
  ReturnProposal proposal = {};
};

struct ReturnQuery {
  int limit = 50;
  std::string after = {};  // cursor of the page before
};

struct ReturnPage {
  std::vector<ReturnLine> returns;  // newest first
  std::optional<std::string> next;
  Freshness freshness;
};

struct ReturnCounts {
  std::int64_t lines = 0;
  std::map<ReturnMatch, std::int64_t> byMatch;
  std::map<Confidence, std::int64_t> byConfidence;
  Freshness freshness;
};

}  // namespace twinlane::query
