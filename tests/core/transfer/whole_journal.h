// A journal of the product's own, in memory, that files are imported into: what was taken in can be read back. One thread.
#pragma once

#include "support/test_main.h"

#include "base/id_source.h"
#include "command/command_service.h"
#include "domain/business_facts.h"
#include "domain/format/encoding.h"
#include "domain/format/json_text.h"
#include "store/memory_event_store.h"
#include "transfer/import.h"

#include <QtGlobal>
#include <algorithm>
#include <functional>

namespace twinlane::tests {

using transfer::ImportAccount;
using transfer::Profile;

struct WholeJournal {
  store::MemoryEventStore store{"memory"};
  base::SystemClock clock;
  base::SeededRandom random{1};
  base::IdSource ids{clock, random};
  telemetry::Telemetry telemetry{std::vector<std::pair<std::string, bool>>(std::variant_size_v<domain::Command>)};
  command::CommandService commands{store, clock, telemetry, inlineOptions()};

  static command::CommandServiceOptions inlineOptions() {
    command::CommandServiceOptions options;
    options.driveInline = true;
    return options;
  }
  ImportAccount import(const Profile& profile, const std::vector<std::string>& paths, const transfer::ChunkLimits& limits = {}) {
    const auto account = transfer::importFiles(profile, paths, commands, store, store, clock, "tester", {}, limits);
    if (!account) qFatal("%s", account.error().what.c_str());
    if (!account->balanced()) qFatal("not balanced");
    return *account;
  }
  // What a person does meanwhile.
  bool give(const domain::Command& command) {
    bool isAccepted = false;
    commands.submit({ids.next(), command, "tester", {}, {}, {}}, [&](const command::Receipt& receipt) { isAccepted = receipt.outcome == command::Outcome::Accepted; });
    while (commands.step()) {
    }
    return isAccepted;
  }
  // All that the shop is: every event in its order.
  std::string text() {
    std::string text;
    const auto events = store.read(0, 1'000'000);
    for (const auto& event : *events)
      text += event.stream.toText() + " " + std::to_string(event.type) + " " + base::toHex(event.payload) + base::toHex(event.sealed) + (event.occurredAt ? event.occurredAt->toText() : "?") + "\n";
    return text;
  }
  // The same without what depends on the order of import, sorted by stream and version: what a person would compare.
  std::vector<std::string> facts() {
    std::vector<std::pair<std::pair<std::string, std::int64_t>, std::string>> sorted;
    const auto events = store.read(0, 1'000'000);
    for (const auto& event : *events) {
      const auto decoded = domain::decode(event.type, event.schemaVersion, event.payload, event.sealed);
      sorted.push_back({{event.stream.toText(), event.version}, std::string(domain::typeName(*decoded)) + " " + (event.occurredAt ? event.occurredAt->toText() : "?") + " " + domain::toJson(domain::toNode(*decoded))});
    }
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::string> texts;
    for (auto& [key, text] : sorted) texts.push_back(key.first + " " + text);
    return texts;
  }
  // What they come to as facts of the business, by stream.
  std::map<std::string, std::string> businessFacts() {
    std::map<std::string, domain::BusinessFacts> streams;
    const auto events = store.read(0, 1'000'000);
    for (const auto& event : *events) streams[event.stream.toText()].add(*domain::decode(event.type, event.schemaVersion, event.payload, event.sealed), event.occurredAt);
    std::map<std::string, std::string> digests;
    for (const auto& [stream, facts] : streams) digests[stream] = base::toHex(facts.digest());
    return digests;
  }
  std::vector<std::string> factsOf(const std::string& stream) {
    std::vector<std::string> found;
    for (std::string& text : facts())
      if (text.starts_with(stream + " ")) found.push_back(text.substr(stream.size() + 1));
    return found;
  }
  // What becomes another when that is done four times, under a sanitizer once; empty when nothing does.
  std::string changeBy(const std::function<void()>& again) {
    const auto facts = businessFacts();
    const std::string text = accountText();
    const auto events = store.read(0, 1'000'000)->size();
    for (int pass = 1; pass <= roundsOf(4); ++pass) {
      again();
      if (businessFacts() != facts || store.read(0, 1'000'000)->size() != events) return "facts in pass " + std::to_string(pass);
      if (accountText() != text) return "the account in pass " + std::to_string(pass) + ": it was\n" + text + "and is\n" + accountText();
    }
    return {};
  }
  // Of each file, and the rows that stand open.
  std::string accountText() {
    std::string text;
    const auto account = store.account();
    for (const store::FileAccount& file : account->files) {
      text += file.file + ": " + std::to_string(file.rows) + " rows, " + std::to_string(file.accepted) + " in";
      for (const auto* some : {&file.quarantined, &file.ignored})
        for (const auto& [name, count] : *some) text += ", " + std::to_string(count) + " " + name;
      text += "\n";
    }
    const auto aside = store.quarantined(0, 1'000'000);
    for (const auto& row : *aside)
      if (!row.repaired) text += row.file + ":" + std::to_string(row.row) + " " + row.reason + " " + row.raw + "\n";
    return text;
  }
  std::string quarantineText() {
    std::string text;
    const auto rows = store.quarantined(0, 1'000'000);
    for (const auto& row : *rows) text += row.file.substr(row.file.rfind('/') + 1) + ":" + std::to_string(row.row) + " " + row.reason + "\n";
    return text;
  }
};

}  // namespace twinlane::tests
