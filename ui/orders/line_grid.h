// The lines of an order being entered: product, description, quantity, price, and what a line comes to. Tab walks left to
// right and down, Enter goes to the next line and makes one when there is none. GUI thread; owned by order entry.
#pragma once

#include "orders/order_draft.h"
#include "theme/theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>

#include <array>

namespace twinlane::ui {

class LineGrid : public QWidget {
  Q_OBJECT

 public:
  explicit LineGrid(const Theme& theme, QWidget* parent = nullptr);

  std::vector<DraftLine> lines() const;
  void clear();
  void focusFirst();
  void setLocked(bool locked);
  void showProblem(std::size_t row, const QString& field, const QString& text);
  void clearProblems();

  static constexpr std::size_t rowsAtFirst = 4;
  static constexpr std::size_t mostRows = 40;

 signals:
  void changed();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  enum Field { Product, Description, Quantity, Price, FieldCount };
  struct Row {
    QLabel* number = nullptr;
    std::array<QLineEdit*, FieldCount> fields{};
    QLabel* net = nullptr;
    QLabel* problem = nullptr;
  };
  void addRow();
  void nextLine(std::size_t row);
  void fieldChanged(std::size_t row);
  // The decimal points of a column stand under each other, as in the lists.
  void alignPoints();

  const Theme& m_theme;
  QGridLayout* m_grid;
  std::vector<Row> m_rows;
};

}  // namespace twinlane::ui
