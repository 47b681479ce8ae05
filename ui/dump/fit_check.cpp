#include "dump/fit_check.h"

#include "charts/live_chart.h"
#include "frame/headline_strip.h"
#include "frame/rail_entry.h"
#include "parts/choice_box.h"
#include "parts/mark_label.h"
#include "parts/short_label.h"
#include "tables/cell_roles.h"
#include "tables/data_table.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QFontMetrics>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>

#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int headerPadding = 16, buttonPadding = 14, linkPadding = 10, iconRoom = 22, fieldPadding = 14, choicePadding = 32;

int textWidth(const QWidget& widget, const QString& text) { return static_cast<int>(std::ceil(QFontMetricsF(widget.font()).horizontalAdvance(text))); }

void check(QList<ClippedText>& out, const QWidget& widget, const QString& text, int needed, int has) {
  if (!text.isEmpty() && needed > has) out << ClippedText{labelOf(widget), text, needed, has, false};
}

void checkLabel(QList<ClippedText>& out, const QLabel& label) {
  if (label.text().isEmpty()) return;
  const QRect room = label.contentsRect();
  if (const auto* cut = qobject_cast<const ShortLabel*>(&label)) {
    if (cut->shortened()) out << ClippedText{labelOf(label), cut->whole(), textWidth(label, cut->whole()), room.width(), cut->toolTip() == cut->whole()};
    return check(out, label, cut->whole(), cut->sizeHint().height(), label.height() + 1);
  }
  if (label.wordWrap()) {
    const QRect box = QFontMetrics(label.font()).boundingRect(QRect(0, 0, room.width(), 10'000), int(label.alignment()) | Qt::TextWordWrap, label.text());
    return check(out, label, label.text(), box.height(), room.height() + 1);
  }
  const int capPadding = label.property("cap").toBool() ? 8 : 0;
  // The key of a field is marked, its mark not written.
  const QString seen = label.buddy() ? QString(label.text()).remove(QLatin1Char('&')) : label.text();
  check(out, label, label.text(), textWidth(label, seen) + capPadding, room.width() + capPadding);
}

void checkChoice(QList<ClippedText>& out, const ChoiceBox& choice) {
  const QString text = choice.currentText();
  if (const int needed = textWidth(choice, text) + choicePadding; needed > choice.width()) out << ClippedText{labelOf(choice), text, needed, choice.width(), choice.shownText() != text};
}

// What of a column is in the window: one that does not fit beside the others hangs out on the right, and can be brought in only
// where the table scrolls that way.
int seenOf(const QTableView& table, int column) {
  const int left = table.horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff ? table.columnViewportPosition(column) : 0;
  return std::min(table.columnWidth(column), table.viewport()->width() - left);
}

void checkTable(QList<ClippedText>& out, const QTableView& table) {
  const auto* ours = qobject_cast<const DataTable*>(&table);
  if (!table.model()) return;
  const int first = std::max(0, ours ? ours->firstWholeRow() : table.rowAt(0));
  const int below = ours ? ours->lastWholeRow() : table.rowAt(table.viewport()->height() - 1);
  const int last = below < 0 ? table.model()->rowCount() - 1 : below;
  for (int column = 0; column < table.model()->columnCount(); ++column) {
    if (table.isColumnHidden(column)) continue;
    const int has = seenOf(table, column);
    if (table.horizontalHeader()->isVisible()) {
      const QString title = table.model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
      check(out, table, title, textWidth(*table.horizontalHeader(), title) + headerPadding, has);
    }
    const bool freeText = table.model()->headerData(column, Qt::Horizontal, FreeTextRole).toBool();
    for (int row = first; row <= last; ++row) {
      const QModelIndex index = table.model()->index(row, column);
      if (index.data(SparkRole).isValid()) continue;
      const QString text = index.data(Qt::DisplayRole).toString();
      const QString hint = ours ? ours->cells().hintOf(index, table.columnWidth(column)) : index.data(Qt::ToolTipRole).toString();
      // That every cell has its tip excuses none: two products whose names begin alike look the same. Only what people wrote at
      // any length may be shortened, and only where the pointer brings the whole of it.
      if (freeText && hint.contains(text)) continue;
      check(out, table, text, table.itemDelegate()->sizeHint({}, index).width(), has);
    }
  }
}

// What of a widget its neighbours and the edge of the window leave; what a scrolled area hides can be scrolled to.
void checkSeen(QList<ClippedText>& out, const QWidget& root, const QWidget& widget, const QString& text) {
  for (const QWidget* above = widget.parentWidget(); above && above != &root; above = above->parentWidget())
    if (qobject_cast<const QAbstractScrollArea*>(above)) return;
  check(out, widget, text, widget.width(), QRect(widget.mapTo(&root, QPoint()), widget.size()).intersected(root.rect()).width());
}

void checkField(QList<ClippedText>& out, const QLineEdit& field) {
  const QString shown = field.text().isEmpty() ? field.placeholderText() : field.text();
  // What is typed scrolls; a placeholder does not.
  if (field.text().isEmpty()) check(out, field, shown, textWidth(field, shown) + fieldPadding, field.width());
}

bool buddied(const QWidget& root, const QWidget& control) {
  for (const QLabel* label : root.findChildren<QLabel*>())
    if (label->buddy() == &control) return true;
  return false;
}

}  // namespace

QString labelOf(const QWidget& widget) {
  if (!widget.objectName().isEmpty() && !widget.objectName().startsWith(QLatin1String("qt_"))) return widget.objectName();
  QString name = QString::fromLatin1(widget.metaObject()->className()).section(QStringLiteral("::"), -1);
  if (!widget.accessibleName().isEmpty()) name += QStringLiteral(" “") + widget.accessibleName() + QStringLiteral("”");
  return name;
}

QList<ClippedText> clippedIn(const QWidget& root) {
  // A text that has just changed gets its room first.
  QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
  QList<ClippedText> out;
  for (const QWidget* widget : root.findChildren<QWidget*>()) {
    if (!widget->isVisible()) continue;
    if (const auto* label = qobject_cast<const QLabel*>(widget)) {
      const auto* cut = qobject_cast<const ShortLabel*>(label);
      checkSeen(out, root, *label, cut ? cut->whole() : label->text());
      checkLabel(out, *label);
    } else if (const auto* mark = qobject_cast<const MarkLabel*>(widget)) {
      checkSeen(out, root, *mark, mark->text());
      check(out, *mark, mark->text(), mark->sizeHint().width(), mark->width());
    } else if (const auto* entry = qobject_cast<const RailEntry*>(widget)) check(out, *entry, entry->text(), entry->neededWidth(), entry->width());
    else if (const auto* strip = qobject_cast<const HeadlineStrip*>(widget)) check(out, *strip, strip->headline().text, strip->textWidth(), strip->width());
    else if (const auto* button = qobject_cast<const QPushButton*>(widget))
      check(out, *button, button->text(), textWidth(*button, QString(button->text()).remove(QLatin1Char('&'))) + (button->property("kind").toString() == QLatin1String("link") ? linkPadding : buttonPadding) + (button->icon().isNull() ? 0 : iconRoom), button->width());
    else if (const auto* table = qobject_cast<const QTableView*>(widget)) checkTable(out, *table);
    else if (const auto* choice = qobject_cast<const ChoiceBox*>(widget)) checkChoice(out, *choice);
    else if (const auto* field = qobject_cast<const QLineEdit*>(widget)) checkField(out, *field);
  }
  return out;
}

QStringList namelessIn(const QWidget& root) {
  QStringList out;
  for (const QWidget* widget : root.findChildren<QWidget*>()) {
    if (!widget->isVisible() || qobject_cast<const QScrollBar*>(widget)) continue;
    // The clear button inside a field belongs to the field.
    if (widget->parentWidget() && qobject_cast<const QLineEdit*>(widget->parentWidget())) continue;
    const bool button = qobject_cast<const QAbstractButton*>(widget) != nullptr;
    const bool control = button || qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QPlainTextEdit*>(widget) || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
                         (qobject_cast<const QAbstractItemView*>(widget) && !qobject_cast<const QHeaderView*>(widget)) || qobject_cast<const QProgressBar*>(widget) ||
                         qobject_cast<const LiveChart*>(widget);
    if (!control || !widget->accessibleName().isEmpty()) continue;
    if (button && !qobject_cast<const QAbstractButton*>(widget)->text().isEmpty()) continue;
    if (!buddied(root, *widget)) out << labelOf(*widget);
  }
  return out;
}

}  // namespace twinlane::ui
