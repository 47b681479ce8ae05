// A shop in memory with its read models in files: commands and facts go in, a model is opened, folded and printed. One thread.
#pragma once

#include "base/file_system.h"
#include "base/id_source.h"
#include "command/command_service.h"
#include "projection/projection.h"
#include "store/memory_event_store.h"
#include "support/sample_orders.h"
#include "support/temp_folder.h"

#include <QtGlobal>

namespace twinlane::tests {

struct ProjectedShop {
  TempFolder folder;
  std::unique_ptr<base::FileSystem> files = base::makeDiskFileSystem();
  base::ManualClock clock{{1'700'000'000'000'000}};
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  store::MemoryEventStore store{"test"};
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>, {"command", true})};
  feed::Feed feed;
  command::CommandService service{store, clock, telemetry, {}};

  explicit ProjectedShop(std::size_t tail = 1000) : feed(store, tail, {}) { store.setListener(&feed); }

  void give(const domain::Command& command) {
    service.submit(envelope(ids.next(), command), [](const command::Receipt& receipt) {
      if (receipt.outcome != command::Outcome::Accepted) qFatal("%s", receipt.reason.c_str());
    });
    service.step();
    clock.advanceMicros(60'000'000);
  }

  // A fact as an import brings it, without passing a guard.
  void append(const store::StreamRef& stream, const domain::Event& event, base::Timestamp when) {
    store::AppendRequest request;
    request.command = ids.next();
    request.streams.push_back({stream, std::nullopt});
    domain::EncodedEvent encoded = domain::encode(event);
    request.events.push_back({0, encoded.type, encoded.schemaVersion, encoded.payload, encoded.sealed, when});
    store.append({request}, clock.wall(), [](store::EventStore::AppendResult result) {
      if (!result) qFatal("%s", result.error().what.c_str());
    });
  }

  std::unique_ptr<projection::Projection> open(const std::string& name = "order_list", const std::string& views = "views", const std::string& zone = "UTC") {
    (void)files->makeFolder(folder / views);
    auto opened = projection::Projection::open(*projection::makeReadModel(name, zone), folder / views, zone, feed, clock, telemetry, *files);
    if (!opened) qFatal("%s", opened.error().what.c_str());
    return std::move(*opened);
  }

  // Folded as far as the log goes; what the query prints, a row a line, columns by a blank.
  std::string folded(const std::string& name, const std::string& sql) {
    auto view = open(name);
    while (view->step()) {
    }
    if (view->position() != store.head()->position) qFatal("%s", view->status().error.c_str());
    view.reset();
    auto connection = sqlite::Connection::open(projection::viewPath(folder / "views", name, 1), sqlite::Access::ReadOnly, *files);
    auto select = connection->prepare(sql.c_str(), false);
    if (!select) qFatal("%s", select.error().what.c_str());
    std::string all;
    while (*select->step()) {
      for (int column = 0; column < select->columns(); ++column) all += (column > 0 ? " " : "") + select->printable(column);
      all += "\n";
    }
    return all;
  }

  std::string content(const std::string& name, const std::string& views = "views", int generation = 1) {
    auto connection = sqlite::Connection::open(projection::viewPath(folder / views, name, generation), sqlite::Access::ReadOnly, *files);
    std::string all;
    for (const std::string& sql : (*projection::makeReadModel(name, "UTC"))->contents()) {
      auto select = connection->prepare(sql.c_str(), false);
      while (*select->step()) {
        for (int column = 0; column < select->columns(); ++column) all += select->printable(column) + "|";
        all += "\n";
      }
    }
    return all;
  }

  // Many orders in many states, in one pseudo-random order of commands.
  void trade(int orders) {
    give(domain::ReceiveStock{domain::ProductId("CUP"), {1'000'000}});
    give(domain::RegisterCustomer{domain::CustomerId("ann"), "Ann", "", "", ""});
    for (int i = 0; i < orders; ++i) {
      const domain::OrderId id("A" + std::to_string(i));
      domain::PlaceOrder place = orderOf(id.text, i % 2 ? "CUP" : "JUG", 1 + i % 3);
      if (i % 4 == 0) place.customer = domain::CustomerId("ann");
      give(place);
      const auto fate = random.below(5);
      if (fate == 0) give(domain::CancelOrder{id, "x"});
      if (fate == 1 || fate == 2) give(domain::RecordPayment{id, {25'000}, ""});
      if (fate >= 2) give(domain::ShipPackage{id, "", {}, ""});
      if (fate >= 3) give(domain::RecordDelivery{id, "P1"});
      if (fate == 4) give(domain::ReturnLines{id, {{1, {1'000}}}, "torn"});
      if (fate == 1) give(domain::AmendLines{id, {{1, {}, {4'000}, {}, {}, {}, {}, {}}}, {}});
      if (fate == 1 && i % 2) give(domain::HoldOrder{id, "no address"});
      if (fate == 2 && i % 2) give(domain::AddNote{id, "sent in a hurry"});
    }
    give(domain::UpdateProfile{domain::CustomerId("ann"), "Ann Sayer", "", "", ""});
  }
};

}  // namespace twinlane::tests
