#include "query/return_proposal.h"

namespace twinlane::query {
namespace {

ReturnMatch matchOf(base::Quantity returned, base::Quantity bought) {
  if (bought == returned) return ReturnMatch::SameQuantity;
  return bought > returned ? ReturnMatch::LargerQuantity : ReturnMatch::SmallerQuantity;
}

Confidence confidenceIn(ReturnMatch match, std::int64_t lines) {
  switch (match) {
    case ReturnMatch::SameQuantity: return lines == 1 ? Confidence::High : Confidence::Medium;
    case ReturnMatch::LargerQuantity: return lines == 1 ? Confidence::Medium : Confidence::Low;
    case ReturnMatch::SmallerQuantity: return Confidence::Low;
    case ReturnMatch::NeverBought:
    case ReturnMatch::NoCustomer: break;
  }
  return Confidence::None;
}

}  // namespace

ReturnProposal propose(base::Quantity quantity, std::span<const BoughtLine> bought) {
  ReturnProposal proposal;
  for (const BoughtLine& line : bought) {
    const ReturnMatch match = matchOf(quantity, line.quantity);
    if (match > proposal.why) continue;
    if (match < proposal.why) proposal.lines = 0;
    proposal.why = match;
    proposal.line = line;
    ++proposal.lines;
  }
  proposal.confidence = confidenceIn(proposal.why, proposal.lines);
  return proposal;
}

}  // namespace twinlane::query
