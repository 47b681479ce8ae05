// Small event logs that tests write: the JSON form of objects and events, and a profile whose types are their roles. Pure.
#pragma once

#include "whole_journal.h"

#include <fstream>

namespace twinlane::tests {

inline std::string wrote(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

inline Profile readOrDie(const std::string& text) {
  const auto check = transfer::readProfile("small.json", text);
  if (!check.problems.empty()) qFatal("%s: %s", check.problems[0].key.c_str(), check.problems[0].problem.c_str());
  return check.profile;
}

// Types: order, item (with prod and amt), box, client, goods (with price); place, pay (amt), pick, pack, ship, arrive, back.
inline Profile smallLog() {
  return readOrDie(R"({"name": "small", "source": "small", "shape": "event_log", "currency": "EUR",
    "objects": [{"role": "order", "from": "order"}, {"role": "line", "from": "item", "columns": {"product": "prod", "line_amount": "amt"}, "constants": {"quantity": "1"}},
                {"role": "package", "from": "box"}, {"role": "customer", "from": "client"}, {"role": "product", "from": "goods", "columns": {"price": "price"}}],
    "events": [{"type": "place", "fact": "placed"}, {"type": "pay", "fact": "paid", "amount": "amt"}, {"type": "pick", "fact": "picked"}, {"type": "pack", "fact": "packed"},
               {"type": "ship", "fact": "shipped"}, {"type": "arrive", "fact": "delivered"}, {"type": "back", "fact": "returned"}]})");
}

using Texts = std::vector<std::string>;

inline std::string related(const Texts& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + std::string("{\"objectId\": \"") + id + "\", \"qualifier\": \"x\"}";
  return "\"relationships\": [" + text + "]";
}
inline std::string thing(const std::string& id, const std::string& type, const Texts& of = {}) { return "{\"id\": \"" + id + "\", \"type\": \"" + type + "\", " + related(of) + "}"; }
inline std::string item(const std::string& id, const std::string& amount, const Texts& of, const std::string& product = "P1") {
  return "{\"id\": \"" + id + "\", \"type\": \"item\", \"attributes\": [{\"name\": \"prod\", \"value\": \"" + product + "\"}, {\"name\": \"amt\", \"value\": \"" + amount + "\"}], " + related(of) + "}";
}
inline std::string happened(const std::string& id, const std::string& type, const std::string& day, const Texts& about, const std::string& amount = {}) {
  return "{\"id\": \"" + id + "\", \"type\": \"" + type + "\", \"time\": \"2024-01-" + day + "T00:00:00Z\", \"attributes\": [" + (amount.empty() ? "" : "{\"name\": \"amt\", \"value\": \"" + amount + "\"}") + "], " + related(about) + "}";
}
inline std::string logOf(const Texts& objects, const Texts& events) {
  const auto joined = [](const Texts& all) {
    std::string text;
    for (const std::string& one : all) text += (text.empty() ? "" : ",\n") + one;
    return text;
  };
  return "{\"objects\": [" + joined(objects) + "], \"events\": [" + joined(events) + "]}";
}

}  // namespace twinlane::tests
