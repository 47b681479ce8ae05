#include "theme/style_sheet.h"

#include <QList>
#include <QRegularExpression>

namespace twinlane::ui {

namespace {

// @name stands for a token.
constexpr const char* sheet = R"(
QFrame[card="true"] { background: @card; border: 1px solid @line; border-radius: 6px; }
QFrame[card="true"][ring="true"] { border: 2px solid @accent; }
QFrame[card="plain"] { background: @card; border: none; }
QFrame[hairline="true"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QFrame[upright="true"] { background: @line; border: none; max-width: 1px; min-width: 1px; }
QWidget#rail, QWidget#topBar, QWidget#statusBar { background: @rail; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: @muted; }
QLabel[tone="faint"] { color: @faint; }
QLabel[tone="bad"] { color: @bad; }
QLabel[tone="warn"] { color: @warn; }
QLabel[tone="ok"] { color: @ok; }
QLabel[tone="write"] { color: @write; }
QLabel[tone="read"] { color: @read; }
QLabel[cap="true"] { color: @muted; border: 1px solid @line; border-radius: 3px; padding: 0px 4px; }
QPushButton { min-height: 26px; padding: 0px 10px; border: 1px solid @edge; border-radius: 4px; background: @raised; color: @text; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @selected; }
QPushButton:focus { border: 2px solid @accent; padding: 0px 9px; min-height: 24px; }
QPushButton::menu-indicator { subcontrol-position: right center; right: 6px; width: 8px; height: 8px; }
QPushButton[menu="true"] { padding-right: 22px; }
QPushButton[menu="true"]:focus { padding-right: 21px; }
QPushButton:disabled { color: @faint; border-color: @line; }
QPushButton[fit="small"] { min-height: 20px; padding: 0px 8px; }
QPushButton[fit="small"]:focus { min-height: 18px; padding: 0px 7px; }
QPushButton[kind="primary"] { background: @fill; border-color: @fill; color: @onfill; font-weight: 600; }
QPushButton[kind="primary"]:focus { border-color: @accent; }
QPushButton[kind="primary"]:disabled { background: @raised; color: @faint; border-color: @line; }
QPushButton[kind="danger"] { color: @bad; }
QPushButton[kind="link"] { border: 1px solid transparent; background: transparent; color: @accent; padding: 0px 4px; }
QPushButton[kind="link"]:focus { border: 1px solid @accent; padding: 0px 4px; min-height: 26px; }
QPushButton[kind="link"][fit="small"]:focus { min-height: 20px; }
QPushButton[kind="chip"] { border: 1px solid @line; border-radius: 10px; min-height: 20px; padding: 0px 10px; background: transparent; color: @muted; }
QPushButton[kind="chip"]:hover { background: @hover; }
QPushButton[kind="chip"]:checked { background: @selected; border-color: @accent; color: @text; }
QPushButton[kind="chip"]:focus { border: 2px solid @accent; padding: 0px 9px; min-height: 18px; }
QPushButton[kind="pill"] { border: 1px solid @accent; border-radius: 10px; min-height: 20px; padding: 0px 10px; background: transparent; color: @accent; }
QPushButton[kind="pill"]:focus { border: 2px solid @accent; padding: 0px 9px; min-height: 18px; }
QLineEdit { min-height: 26px; padding: 0px 7px; border: 1px solid @edge; border-radius: 4px; background: @card; color: @text; selection-background-color: @selected; selection-color: @text; }
QLineEdit:focus { border: 2px solid @accent; padding: 0px 6px; min-height: 24px; }
QLineEdit:disabled { color: @faint; border-color: @line; }
QLineEdit[problem="true"] { border-color: @bad; }
QLineEdit[grid="true"] { border: 1px solid transparent; background: transparent; border-radius: 3px; min-height: 24px; padding: 0px 5px; }
QLineEdit[grid="true"]:hover { border-color: @line; }
QLineEdit[grid="true"]:focus { border: 2px solid @accent; padding: 0px 4px; min-height: 22px; background: @card; }
QLineEdit[grid="true"][problem="true"] { border: 1px solid @bad; }
QPlainTextEdit { border: 1px solid @edge; border-radius: 4px; background: @card; color: @text; padding: 2px; selection-background-color: @selected; selection-color: @text; }
QPlainTextEdit:focus { border: 2px solid @accent; padding: 1px; }
QPlainTextEdit:disabled { color: @faint; border-color: @line; }
QTableView { background: @card; border: none; selection-background-color: @selected; selection-color: @text; outline: none; }
QTableView QTableCornerButton::section { background: @raised; border: none; }
QHeaderView { background: @raised; border: none; }
QHeaderView::section { background: @raised; color: @muted; border: none; border-top: 1px solid @line; border-bottom: 1px solid @line; padding: 0px 8px; }
QHeaderView::up-arrow, QHeaderView::down-arrow { image: none; width: 0px; height: 0px; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0px; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0px; border: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::handle { background: @edge; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 24px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 24px; margin: 2px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: none; background: @line; border-radius: 2px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 2px; background: @edge; border-radius: 1px; }
QSlider::sub-page:horizontal { height: 2px; background: @accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -7px 0px; border-radius: 7px; background: @fill; border: 1px solid @text; }
QSlider::handle:horizontal:focus { border: 2px solid @accent; }
QMenu { background: @card; color: @text; border: 1px solid @edge; padding: 4px; }
QMenu::item { padding: 4px 16px; border-radius: 3px; }
QMenu::item:selected { background: @selected; }
QToolTip { background: @raised; color: @text; border: 1px solid @edge; padding: 3px; }
)";

// Hairlines and rings stay as thin as they are.
QString scaled(const QString& sheetText, int percent) {
  constexpr int thin = 2;
  static const QRegularExpression pixels(QStringLiteral("(\\d+)px"));
  QString out;
  qsizetype at = 0;
  for (auto found = pixels.globalMatch(sheetText); found.hasNext();) {
    const QRegularExpressionMatch length = found.next();
    const int design = length.captured(1).toInt();
    out += sheetText.mid(at, length.capturedStart() - at) + QString::number(design <= thin ? design : (design * percent + 50) / 100) + QStringLiteral("px");
    at = length.capturedEnd();
  }
  return out + sheetText.mid(at);
}

}  // namespace

QString styleSheet(const Tokens& t, int fontPercent) {
  // Longer names first, so that @okbg is not taken for @ok.
  const QList<std::pair<const char*, QColor>> names = {
      {"@selected", t.selected}, {"@window", t.window}, {"@raised", t.raised}, {"@accent", t.accent}, {"@onfill", t.onfill},
      {"@warnbg", t.warnbg}, {"@infobg", t.infobg}, {"@hover", t.hover}, {"@muted", t.muted}, {"@faint", t.faint},
      {"@badbg", t.badbg}, {"@write", t.write}, {"@shade", t.shade}, {"@okbg", t.okbg}, {"@rail", t.rail}, {"@card", t.card},
      {"@line", t.line}, {"@edge", t.edge}, {"@text", t.text}, {"@fill", t.fill}, {"@warn", t.warn}, {"@read", t.read},
      {"@mark", t.mark}, {"@bad", t.bad}, {"@ok", t.ok}};
  QString text = QString::fromLatin1(sheet);
  for (const auto& [name, colour] : names) text.replace(QLatin1String(name), colour.name());
  return fontPercent == 100 ? text : scaled(text, fontPercent);
}

}  // namespace twinlane::ui
