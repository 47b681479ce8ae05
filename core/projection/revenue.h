// The read model behind revenue: gross, charges, returned and cancelled per hour, day and month of the shop's zone and currency, and
// per day and country. An order counts where its lines were placed, once its currency is known, and in the country it goes to now; a
// return counts where it was received, in its order's country or its own. What no source says the time of counts in no period, but
// in one of its own; an unknown country is the empty one. Where clocks are put back, the hour that comes twice is one period. What an
// amendment does to the figures is said at domain::LinesAmended.
//
// A period is restated by each event that changes its figures after a later period of its kind had begun, that is, after an
// earlier event of the log had changed the figures of a later one. So it says how often figures moved that a reader may have taken
// for final, whether by facts that came late, by a cancellation or by a country that changed; it depends on the log alone, on
// no clock. The number of such events is kept, with the position of the last. One thread.
#pragma once

#include "base/zone.h"
#include "domain/moment.h"
#include "projection/read_model.h"
#include "projection/sales.h"

#include <array>
#include <functional>
#include <map>
#include <tuple>

namespace twinlane::projection {

class Revenue final : public ReadModel {
 public:
  // Of rows of `periods`. A day counts from 1970-01-01, an hour from its midnight, a month is year * 12 + month - 1; what has no time is in
  // period 0. Only the last two hold a country. Stored as a number.
  enum class Kind { Day, Month, Undated, Hour, CountryDay, CountryUndated };

  explicit Revenue(base::Zone zone) : m_zone(std::move(zone)) {}
  const char* name() const override { return "revenue"; }
  int version() const override { return 5; }
  bool isOrderFree() const override { return false; }  // what is restated hangs on what came before it
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  void begin() override;
  base::Status settle() override;
  std::vector<std::string> contents() const override;

 private:
  struct Order;
  using Row = std::tuple<Kind, std::int64_t, std::string, std::string>;  // kind, period, country, currency
  struct Gathered {
    Sales sales;
    std::int64_t restated = 0;
    store::Position restatedAt = 0;
  };
  // What one event adds to which rows.
  using Changes = std::map<Row, Sales>;

  static void add(Changes& changes, std::optional<std::int64_t> hour, const std::string& country, const std::string& currency, const Sales& sales);
  static void addCountry(Changes& changes, std::int64_t day, const std::string& country, const std::string& currency, const Sales& sales);
  base::Status gather(const Changes& changes, store::Position position);
  base::Status knowNewest();
  // Edits the order's row and adds the difference to the periods it counts in.
  base::Status change(const store::StoredEvent& stored, const std::function<void(Order&)>& edit);
  base::Status moveReturns(const Order& before, const Order& now, Changes& changes);
  base::Status returned(const store::StoredEvent& stored, const domain::LinesReturned& event, std::optional<std::int64_t> hour);
  base::Result<bool> find(Order& order);
  base::Status put(const Order& order);

  const base::Zone m_zone;
  std::map<Row, Gathered> m_gathered;  // what one transaction adds
  bool m_knowsNewest = false;
  std::array<std::int64_t, 6> m_newest{};  // period that has begun, by kind
  sqlite::Statement m_add, m_newestOf, m_find, m_put, m_returned, m_returnsOf;
};

}  // namespace twinlane::projection
