#include "command/refusal.h"

#include "base/format/cbor.h"

namespace twinlane::command {
namespace {

void put(base::CborWriter& out, const std::optional<std::int64_t>& number) {
  if (number) out.integer(*number);
  else out.null();
}

std::optional<std::int64_t> take(base::CborReader& in) { return in.null() ? std::nullopt : std::optional(in.integer()); }

}  // namespace

Outcome outcomeOf(store::OutcomeKind kind) {
  switch (kind) {
    case store::OutcomeKind::Accepted: return Outcome::Accepted;
    case store::OutcomeKind::Rejected: return Outcome::Rejected;
    case store::OutcomeKind::Conflict: return Outcome::Conflict;
    case store::OutcomeKind::Denied: return Outcome::Denied;
  }
  return Outcome::Unknown;
}

base::Bytes encodeRefusal(const Receipt& receipt) {
  base::CborWriter out;
  out.array(5);
  out.text(receipt.reason);
  out.array(receipt.fields.size());
  for (const domain::FieldProblem& field : receipt.fields) {
    out.array(2);
    out.text(field.name);
    out.text(field.problem);
  }
  put(out, receipt.expected);
  put(out, receipt.actual);
  if (receipt.stream) {
    out.array(2);
    out.integer(static_cast<std::int64_t>(receipt.stream->category));
    out.text(receipt.stream->id);
  } else {
    out.null();
  }
  return out.take();
}

Receipt receiptOf(const store::StoredOutcome& stored) {
  Receipt receipt;
  receipt.command = stored.command;
  receipt.outcome = outcomeOf(stored.kind);
  receipt.position = stored.first;
  receipt.events = stored.count;
  if (!stored.stream.id.empty()) receipt.stream = stored.stream;
  receipt.version = stored.version;
  receipt.micros = {Receipt::notKept, stored.decideMicros, Receipt::notKept, Receipt::notKept};
  if (stored.detail.empty()) return receipt;
  base::CborReader in(stored.detail);
  in.array();
  receipt.reason = in.text();
  const std::size_t count = in.array();
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    in.array();
    domain::FieldProblem& field = receipt.fields.emplace_back();
    field.name = in.text();
    field.problem = in.text();
  }
  receipt.expected = take(in);
  receipt.actual = take(in);
  if (!in.null() && in.array() == 2) {
    const auto category = static_cast<domain::Category>(in.integer());
    receipt.stream = store::StreamRef{category, std::string(in.text())};
  }
  return receipt;
}

}  // namespace twinlane::command
