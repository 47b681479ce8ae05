// The contract's documents of what the engine answers. Pure.
#pragma once

#include "care/verification.h"
#include "command/receipt.h"
#include "domain/format/node.h"
#include "projection/status.h"
#include "query/customer_results.h"
#include "query/guard_breaks.h"
#include "query/operations_results.h"
#include "query/product_results.h"
#include "query/receipt_results.h"
#include "query/return_results.h"
#include "query/revenue_results.h"
#include "query/search_results.h"
#include "telemetry/snapshot.h"
#include "transfer/import.h"
#include "transfer/row_repair.h"

namespace twinlane::ctl {

domain::Node nodeOf(const command::Receipt& receipt);
domain::Node nodeOf(const store::StoredOutcome& outcome);
domain::Node nodeOf(const query::ReceiptPage& page);
domain::Node nodeOf(const query::Freshness& freshness);
domain::Node nodeOf(const query::OrderSummary& order);
domain::Node nodeOf(const query::OrderPage& page);
domain::Node nodeOf(const query::OrderDocument& document);
domain::Node nodeOf(const query::CustomerPage& page);
domain::Node nodeOf(const query::CustomerDocument& document);
domain::Node nodeOf(const query::ProductPage& page);
domain::Node nodeOf(const query::ProductDocument& document);
domain::Node nodeOf(const query::ReturnPage& page);
domain::Node nodeOf(const query::ReturnCounts& counts);
domain::Node nodeOf(const query::OperationsAnswer& answer);
domain::Node nodeOf(const query::WorkPage& page);
domain::Node nodeOf(const query::OutOfStockPage& page);
domain::Node nodeOf(const query::SearchAnswer& answer);
domain::Node nodeOf(const query::RevenueAnswer& answer);
domain::Node nodeOf(const query::ShopAsOf& then);
domain::Node nodeOf(const query::ShopStats& stats, const std::vector<projection::Status>& projections);
domain::Node nodeOf(const store::StoredEvent& event);
domain::Node nodeOf(const query::EventPage& page);
// {"queue":{"count","p50_us","p99_us","max_us"},...}: of all commands since the start.
domain::Node stagesOf(const telemetry::Snapshot& snapshot);
// {"command_id","type","received_at","us":{stages,"total"},"lists":[{"list","us":{hops,"total"}}]}; the latter total is from the
// queue until the list shows it.
domain::Node nodeOf(const telemetry::Trace& trace, const std::string& type);
// The stages with the traces that are kept: of the slowest commands, slowest first, and of one in a hundred, oldest first.
domain::Node nodeOf(const telemetry::Snapshot& snapshot);
domain::Node nodeOf(const projection::Status& status);
domain::Node nodeOf(const projection::Proof& proof);
// Streams by the first events of theirs that a list lacks or cannot fold any more; the first of them.
domain::Node streamsNode(const std::vector<projection::ParkedStream>& streams);
domain::Node nodeOf(const care::VerifyReport& report);
domain::Node nodeOf(const transfer::ImportAccount& account);
domain::Node nodeOf(const store::QuarantinedRow& row);
domain::Node nodeOf(const transfer::RepairAccount& account);
domain::Node nodeOf(const store::FileAccount& file);
domain::Node nodeOf(const store::ImportLedger::Account& account);
domain::Node nodeOf(const query::GuardBreak& broken);

}  // namespace twinlane::ctl
