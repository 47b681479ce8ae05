#include "tables/cell_delegate.h"

#include "tables/cell_roles.h"
#include "theme/figures.h"
#include "theme/state_mark.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace twinlane::ui {

namespace {

constexpr int padding = 8;
constexpr int markWidth = 10;
constexpr int mostLines = 3;

void drawSpark(QPainter& painter, const QList<double>& values, const QRect& box, const QColor& colour) {
  if (values.size() < 2) return;
  const double top = std::max(1e-9, *std::max_element(values.cbegin(), values.cend()) * 1.25);
  QPolygonF line;
  for (qsizetype i = 0; i < values.size(); ++i)
    line << QPointF(box.left() + box.width() * static_cast<double>(i) / static_cast<double>(values.size() - 1),
                    box.bottom() - box.height() * values[i] / top);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(colour, 1.2));
  painter.drawPolyline(line);
}

bool mayWrap(const QModelIndex& index) { return index.model()->headerData(index.column(), Qt::Horizontal, WrapRole).toBool(); }

// The text in lines of this width, broken between words; a word that is wider has a line of its own.
QStringList linesOf(const QFontMetricsF& metrics, const QString& text, qreal width) {
  QStringList lines;
  for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const QString longer = lines.isEmpty() ? word : lines.constLast() + QLatin1Char(' ') + word;
    if (lines.isEmpty() || metrics.horizontalAdvance(longer) > width) lines << word;
    else lines.last() = longer;
  }
  return lines;
}

// Whether the most lines hold it in this width.
bool holds(const QFontMetricsF& metrics, const QString& text, qreal width) {
  const QStringList lines = linesOf(metrics, text, width);
  return lines.size() <= mostLines && std::all_of(lines.begin(), lines.end(), [&](const QString& line) { return metrics.horizontalAdvance(line) <= width; });
}

QColor blended(const QColor& under, const QColor& over, double share) {
  const auto mixed = [share](float a, float b) { return a + (b - a) * static_cast<float>(share); };
  return QColor::fromRgbF(mixed(under.redF(), over.redF()), mixed(under.greenF(), over.greenF()), mixed(under.blueF(), over.blueF()));
}

}  // namespace

void CellDelegate::paintBackground(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Tokens& t = m_theme.tokens();
  const bool selected = option.state.testFlag(QStyle::State_Selected);
  QColor ground = t.card;
  if (index.data(TotalRole).toBool()) ground = t.raised;
  if (index.data(ArrivedRole).toBool()) ground = t.okbg;
  if (option.state.testFlag(QStyle::State_MouseOver) && !selected) ground = t.hover;
  if (selected) ground = t.selected;
  const double share = index.data(ShareRole).toDouble();
  if (share > 0 && !m_theme.calm()) ground = blended(ground, t.mark, share);
  painter.fillRect(option.rect, ground);
  painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), t.line);
}

QFont CellDelegate::fontOf(const QModelIndex& index) const {
  return m_theme.font(index.data(StrongRole).toBool() ? Type::DataStrong : Type::Data);
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const Tokens& t = m_theme.tokens();
  painter->save();
  paintBackground(*painter, option, index);
  const bool isMirrored = option.direction == Qt::RightToLeft;
  QRect box = option.rect.adjusted(padding, 0, -padding - shiftOf(index), -1);
  if (const QVariant mark = index.data(MarkRole); mark.isValid()) {
    drawMark(*painter, t, mark.value<StateMark>(), QRectF(isMirrored ? box.right() - 8 : box.left(), box.center().y() - markWidth / 2 + 1, 9, 9));
    (isMirrored ? box.adjust(0, 0, -markWidth - 6, 0) : box.adjust(markWidth + 6, 0, 0, 0));
  }
  const QVariant tone = index.data(ToneRole);
  const QColor colour = tone.isValid() ? colourOf(t, static_cast<Tone>(tone.toInt())) : t.text;
  if (const QVariant spark = index.data(SparkRole); spark.isValid()) {
    drawSpark(*painter, spark.value<QList<double>>(), box.adjusted(0, 4, 0, -4), colour);
    painter->restore();
    return;
  }
  const QFont font = fontOf(index);
  painter->setFont(font);
  painter->setPen(colour);
  const QVariant alignment = index.data(Qt::TextAlignmentRole);
  const Qt::Alignment side(alignment.isValid() ? alignment.toInt() : int(Qt::AlignLeft | Qt::AlignVCenter));
  const QString text = index.data(Qt::DisplayRole).toString();
  const QFontMetrics metrics(font);
  if (linesIn(index, option.rect.width()) > 1) {
    QStringList lines = linesOf(QFontMetricsF(font), text, box.width());
    if (lines.size() > mostLines) lines = lines.first(mostLines - 1) << lines.sliced(mostLines - 1).join(QLatin1Char(' '));
    for (QString& line : lines) line = metrics.elidedText(line, Qt::ElideRight, box.width());
    painter->drawText(box, int(side), lines.join(QLatin1Char('\n')));
  } else if (index.data(DigitsRole).toBool() && neededWidth(index) <= option.rect.width()) drawFigures(*painter, box, side, text);
  else painter->drawText(box, int(side) | Qt::TextSingleLine, metrics.elidedText(text, Qt::ElideRight, box.width()));
  if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_Enabled)) {
    painter->setPen(QPen(t.accent, 1));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
  }
  painter->restore();
}

int CellDelegate::widthBeside(const QModelIndex& index) const { return 2 * padding + (index.data(MarkRole).isValid() ? markWidth + 6 : 0); }

namespace {

// Nothing for what is not a number on the right.
std::optional<qreal> tailIn(const QModelIndex& index, const QFont& font) {
  const QVariant alignment = index.data(Qt::TextAlignmentRole);
  if (!index.data(DigitsRole).toBool() || !(alignment.toInt() & Qt::AlignRight)) return std::nullopt;
  return tailWidth(font, index.data(Qt::DisplayRole).toString());
}

}  // namespace

int CellDelegate::tailOf(const QModelIndex& index) const { return static_cast<int>(std::ceil(tailIn(index, fontOf(index)).value_or(0))); }

int CellDelegate::shiftOf(const QModelIndex& index) const {
  const int most = m_tails.value(index.column());
  if (most == 0) return 0;
  const auto own = tailIn(index, fontOf(index));
  return own ? std::max(0, most - static_cast<int>(std::ceil(*own))) : 0;
}

// Rounded up: a fraction of a pixel too little is enough to have the text shortened.
int CellDelegate::widthInOneLine(const QModelIndex& index) const {
  const QString text = index.data(Qt::DisplayRole).toString();
  const QFont font = fontOf(index);
  const qreal width = index.data(DigitsRole).toBool() ? figuresWidth(font, text) : QFontMetricsF(font).horizontalAdvance(text);
  return static_cast<int>(std::ceil(width)) + widthBeside(index) + shiftOf(index);
}

int CellDelegate::neededWidth(const QModelIndex& index) const {
  int most = widthInOneLine(index);
  if (!mayWrap(index)) return most;
  const QFontMetricsF metrics(fontOf(index));
  const QString text = index.data(Qt::DisplayRole).toString();
  int least = widthBeside(index);
  while (least < most) {
    const int middle = (least + most) / 2;
    if (holds(metrics, text, middle - widthBeside(index))) most = middle;
    else least = middle + 1;
  }
  return most;
}

int CellDelegate::linesIn(const QModelIndex& index, int width) const {
  if (!mayWrap(index) || widthInOneLine(index) <= width) return 1;
  return static_cast<int>(std::min<qsizetype>(mostLines, linesOf(QFontMetricsF(fontOf(index)), index.data(Qt::DisplayRole).toString(), width - widthBeside(index)).size()));
}

int CellDelegate::lineHeight() const { return QFontMetrics(m_theme.font(Type::Data)).lineSpacing(); }

QSize CellDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const { return {neededWidth(index), px(22)}; }

QString CellDelegate::hintOf(const QModelIndex& index, int width) const {
  if (const QString told = index.data(Qt::ToolTipRole).toString(); !told.isEmpty()) return told;
  return neededWidth(index) > width ? index.data(Qt::DisplayRole).toString() : QString();
}

bool CellDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option, const QModelIndex& index) {
  const QString hint = hintOf(index, option.rect.width());
  if (event->type() != QEvent::ToolTip || hint.isEmpty()) return QStyledItemDelegate::helpEvent(event, view, option, index);
  QToolTip::showText(event->globalPos(), hint, view);
  return true;
}

}  // namespace twinlane::ui
