// The lines of an order being entered: product, description, quantity, price, discount, tax, and what a line comes to. Products are
// found while they are typed; one of which less is left than a line takes is told. Tab walks left to
// right and down, Enter goes to the next line and makes one when there is none. GUI thread; owned by order entry.
#pragma once

#include "bridge/engine_bridge.h"
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
  // Without a bridge nothing is found while it is typed.
  LineGrid(const Theme& theme, EngineBridge* bridge, QWidget* parent = nullptr);

  std::vector<DraftLine> lines() const;
  void fill(const std::vector<DraftLine>& lines);
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
  enum Field { Product, Description, Quantity, Price, Discount, Tax, FieldCount };
  struct Row {
    QLabel* number = nullptr;
    std::array<QLineEdit*, FieldCount> fields{};
    QLabel* net = nullptr;
    QLabel* problem = nullptr;
    QString asked = {};                         // the product whose stock is known
    std::optional<base::Quantity> left = {};  // of it; nothing where stock is not tracked
    bool isWrong = false;
  };
  void addRow();
  void findWhileTyping(std::size_t row, QLineEdit* product);
  void nextLine(std::size_t row);
  void fieldChanged(std::size_t row);
  void askProduct(std::size_t row);
  void showStock(std::size_t row);
  // The decimal points of a column stand under each other, as in the lists.
  void alignPoints();

  const Theme& m_theme;
  EngineBridge* m_bridge;
  QGridLayout* m_grid;
  std::vector<Row> m_rows;
};

}  // namespace twinlane::ui
