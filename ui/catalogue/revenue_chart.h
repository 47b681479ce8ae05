// A month's net adding up over its days beside the month before, or a year's over its months beside the year before, in one currency;
// a period that goes on is compared, as far as it is over, with as much of the one before. Asks the readers. GUI thread; owned by the revenue part.
#pragma once

#include "bridge/shop_session.h"
#include "charts/step_chart.h"
#include "parts/card.h"
#include "tables/chart_table.h"

#include <QPushButton>

namespace twinlane::ui {

class RevenueChart : public Card {
  Q_OBJECT

 public:
  RevenueChart(const Theme& theme, ShopSession& session, QWidget* parent = nullptr);

  // "2011-11" and "GBP".
  void choose(const QString& month, const QString& currency);
  const QString& month() const { return m_month; }
  const QString& currency() const { return m_currency; }
  void showYear(bool isYear) { m_year->setChecked(isYear); }
  void ask();
  StepChart& chart() { return *m_chart; }
  // "net until day 9: GBP 120.00 against GBP 100.00, +20.0 %".
  QString words() const { return m_words; }

 private:
  // Net of each day or month, from the first.
  struct Answer {
    std::vector<base::Amount> now, before;
  };
  void fillTable();
  void show(const Answer& answer, bool isYear, int year, int month);

  ShopSession& m_session;
  QPushButton* m_year;
  StepChart* m_chart;
  ChartTable* m_stack;
  QString m_month, m_currency, m_words;
  int m_generation = 0;  // answers of an older one are late and dropped
};

// Of "2011-01" that is "2010-12".
std::string monthBefore(const std::string& month);
// How much `now` is above or below `before`: "+20.0 %", a dash where there is nothing to compare with.
QString changeWords(base::Amount now, base::Amount before);

}  // namespace twinlane::ui
