// libFuzzer target: any bytes as an event log, whatever its form. It ends in an error that names the file and a remedy, or in
// orders whose facts can be told, each row of it accounted for.
#include "memory_file.h"
#include "transfer/history/history_preview.h"
#include "transfer/history/history_files.h"

using namespace twinlane;

namespace {

const transfer::Profile& logProfile() {
  static const transfer::Profile profile = [] {
    const auto check = transfer::readProfile("log.json", R"({"name": "l", "source": "l", "shape": "event_log", "currency": "EUR", "amounts": {"round_to": 2},
      "objects": [{"role": "order", "from": "order", "columns": {"total": "worth", "note": "note"}, "states": {"column": "state", "values": {"gone": "shipped"}}},
                  {"role": "line", "from": "piece", "columns": {"unit_price": "price"}, "constants": {"quantity": "1"}},
                  {"role": "package", "from": "box"}, {"role": "customer", "from": "client"}, {"role": "product", "from": "article", "columns": {"price": "price"}}],
      "events": [{"type": "place", "fact": "placed"}, {"type": "pay", "fact": "paid", "amount": "sum"}, {"type": "send", "fact": "shipped"}, {"type": "arrive", "fact": "delivered"},
                 {"type": "back", "fact": "returned"}, {"type": "ring", "fact": "delivery_failed"}, {"type": "sweep", "fact": "ignore"}]})");
    if (!check.problems.empty()) std::abort();
    return check.profile;
  }();
  return profile;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  const std::string& path = file.put({reinterpret_cast<const char*>(data), size});
  const auto preview = transfer::previewHistory(logProfile(), {path}, 100, 100);
  if (!preview && (preview.error().what.empty() || preview.error().where.empty() || preview.error().remedy.empty())) std::abort();
  if (preview && preview->files.size() != 1) std::abort();
  return 0;
}
