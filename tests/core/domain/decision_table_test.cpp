// The printed table against the program: its rows are given to a command service over a journal in memory.
#include "base/id_source.h"
#include "command/command_service.h"
#include "domain/decision_table.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "domain/order/state.h"
#include "store/memory_event_store.h"
#include "support/sample_orders.h"
#include "support/test_main.h"

using namespace twinlane;
using namespace twinlane::domain;

namespace {

// A shop in which nothing has happened yet.
struct EmptyShop {
  base::ManualClock clock{{1'700'000'000'000'000}};
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  store::MemoryEventStore store{"test"};
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<Command>, {"command", true})};
  command::CommandService service{store, clock, telemetry, [] {
                                    command::CommandServiceOptions options;
                                    options.driveInline = true;
                                    return options;
                                  }()};
  command::Receipt receipt;  // the last one

  // Name of the event or of the rejection, as the table has it.
  std::string answerTo(const Node& asked) {
    const ParsedCommand parsed = commandFromNode(asked);
    if (!parsed.problems.empty()) return parsed.problems.front().name + " " + parsed.problems.front().problem;
    receipt = {};
    service.submit(tests::envelope(ids.next(), *parsed.command), [this](const command::Receipt& given) { receipt = given; });
    while (service.step()) {
    }
    if (receipt.outcome == command::Outcome::Accepted) return typeNameOf(store.read(receipt.position - 1, 1)->front().type);
    return receipt.outcome == command::Outcome::Rejected ? receipt.reason : command::name(receipt.outcome);
  }

  std::string statusOf(const std::string& id) {
    OrderState state;
    const auto events = store.readStream({Category::Order, id}, 0, 100);
    for (const store::StoredEvent& stored : *events)
      evolve(state, *decode(stored.type, stored.schemaVersion, stored.payload, stored.sealed), {stored.when(), stored.version});
    return state.exists ? name(status(state)) : "none";
  }
};

}  // namespace

class DecisionTableTest : public QObject {
  Q_OBJECT
 private slots:
  void theProgramAnswersAsEachRowSays();
};

void DecisionTableTest::theProgramAnswersAsEachRowSays() {
  for (const Node table = decisionTable(); const Node& row : table.items) {
    EmptyShop shop;
    for (const Node& command : row.find("after")->items) {
      const std::string answer = shop.answerTo(command);
      QVERIFY2(shop.receipt.outcome == command::Outcome::Accepted, (answer + " to " + toJson(command) + " of " + row.find("state")->text).c_str());
    }
    const std::string &state = row.find("state")->text, &outcome = row.find("outcome")->text;
    // States of payment are no statuses of the order.
    if (const std::string status = shop.statusOf("A1"); row.find("aggregate")->text == "order" && status != "placed") QVERIFY2(state.find(status) != std::string::npos, (state + " is " + status).c_str());
    QVERIFY(row.find("asked")->find("type")->text == row.find("command")->text);
    const std::string answer = shop.answerTo(*row.find("asked"));
    QVERIFY2(answer == outcome, (toJson(row) + " answers " + answer).c_str());
  }
}

TWINLANE_TEST(DecisionTableTest)
#include "decision_table_test.moc"
