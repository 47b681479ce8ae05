// The read model behind revenue: gross, charges, returned and cancelled per hour, day and month of the shop's zone and currency, and
// per day and country. An order counts where its lines were placed, once its currency is known, and in the country it goes to now; a
// return counts where it was received, in its order's country or its own. What no source says the time of counts in no period, but
// in one of its own; an unknown country is the empty one. Where clocks are put back, the hour that comes twice is one period. What an
// amendment does to the figures is said at domain::LinesAmended.
//
// A period is restated by each event that changes its figures when it is over, that is, when a later one of its kind has begun: by the
// event's own time, by that of an event before it that was no import's, or since figures of a later one had changed. So it says how often
// figures moved that a reader may have taken for final, by a cancellation, a country that changed or facts that came late; also where
// nothing was sold since. Facts of an import begin nothing by having happened alone: all of an order come together, its delivery before
// the next order. Nor does a time that was still to come when it was stored. It depends on the log alone, on no clock. The number of
// such events is kept, with the position of the last. One thread.
#pragma once

#include "base/zone.h"
#include "domain/moment.h"
#include "projection/read_model.h"
#include "projection/sales.h"

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
  int version() const override { return 6; }
  const char* mainTable() const override { return "periods"; }
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
  base::Status knowBegun();
  void begins(std::int64_t hour);
  // `happened` is the hour of the event; none when it is not known or was still to come.
  base::Status gather(const Changes& changes, store::Position position, std::optional<std::int64_t> happened);
  // Edits the order's row and adds the difference to the periods it counts in.
  base::Status change(const store::StoredEvent& stored, std::optional<std::int64_t> happened, const std::function<void(Order&)>& edit);
  base::Status moveReturns(const Order& before, const Order& now, Changes& changes);
  base::Status returned(const store::StoredEvent& stored, const domain::LinesReturned& event, std::optional<std::int64_t> hour, std::optional<std::int64_t> happened);
  base::Result<bool> find(Order& order);
  base::Status put(const Order& order);

  const base::Zone m_zone;
  std::map<Row, Gathered> m_gathered;  // what one transaction adds
  std::optional<std::int64_t> m_begun;  // the last hour that has begun; none: not read yet
  bool m_isBegunKept = false;
  sqlite::Statement m_add, m_findBegun, m_putBegun, m_find, m_put, m_returned, m_returnsOf;
};

}  // namespace twinlane::projection
