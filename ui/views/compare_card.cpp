#include "views/compare_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "views/view_rows.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

using Outcome = base::Result<projection::RebuildOutcome>;
constexpr std::size_t mostEventsNamed = 4;

QString becauseOf(const projection::RowDifference& row) {
  QStringList numbers;
  for (std::size_t i = row.events.size() - std::min(mostEventsNamed, row.events.size()); i < row.events.size(); ++i) numbers << formatCount(row.events[i]);
  QString text = numbers.join(QStringLiteral(", "));
  if (row.events.size() > mostEventsNamed) text.prepend(QStringLiteral("… "));
  return text;
}

}  // namespace

CompareCard::CompareCard(const Theme& theme, ShopSession& session, QWidget* parent)
    : Card(theme, tr("Compare and switch"), {}, parent),
      m_session(session),
      m_rows(new RowTableModel({{.title = tr("Table")}, {.title = tr("Row"), .freeText = true}, {.title = tr("Shown now"), .freeText = true}, {.title = tr("New copy"), .freeText = true}, {.title = tr("Because of log no."), .freeText = true}}, this)),
      m_table(new DataTable(theme, tr("Rows that differ"))),
      m_empty(new EmptyState(theme, m_table->viewport())),
      m_words(makeProse(theme, {}, Type::Data, "muted")),
      m_bar(new QProgressBar),
      m_anew(makeButton(theme, tr("Make it anew and compare"), nullptr, "anew")),
      m_cancel(makeButton(theme, {})),
      m_switch(makeButton(theme, {}, "primary")) {
  setObjectName(QStringLiteral("compare"));
  m_words->setObjectName(QStringLiteral("compareWords"));
  m_words->setContentsMargins(12, 8, 12, 8);
  m_bar->setTextVisible(false);
  m_bar->setAccessibleName(tr("How far the new copy is"));
  auto* progress = new QHBoxLayout;
  progress->setContentsMargins(12, 0, 12, 6);
  progress->addWidget(m_bar);
  m_table->setObjectName(QStringLiteral("differences"));
  m_table->setModel(m_rows);
  m_table->setWidths({88, 96, 0, 136, 158});
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_empty->hide();
  body()->addWidget(m_words);
  body()->addLayout(progress);
  body()->addWidget(m_table, 1);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 6, 12, 8);
  foot->setSpacing(8);
  foot->addStretch(1);
  for (QPushButton* button : {m_anew, m_cancel, m_switch}) foot->addWidget(button);
  // Until something is known of the list.
  for (QWidget* part : {static_cast<QWidget*>(m_bar), static_cast<QWidget*>(m_cancel), static_cast<QWidget*>(m_switch)}) part->hide();
  body()->addLayout(foot);
  m_anew->setEnabled(false);  // until there is a list
  connect(m_anew, &QPushButton::clicked, this, [this] { begin(true); });
  connect(m_cancel, &QPushButton::clicked, this, [this] {
    m_isCancelled = true;
    change([&engine = m_session.engine(), list = m_list] { return engine.cancelRebuild(list); });
  });
  connect(m_switch, &QPushButton::clicked, this, [this] {
    m_isAsking = true;
    m_switch->setEnabled(false);
    m_session.bridge().fetch<Outcome>(EngineBridge::Length::Long, [&engine = m_session.engine(), list = m_list] { return engine.acceptRebuild(list); }, this, [this, list = m_list](Outcome outcome) {
      m_isAsking = false;
      if (list == m_list) take(std::move(outcome));
    });
  });
}

void CompareCard::forget() {
  m_outcome.reset();
  m_asked = 0;
  m_isCancelled = false;
}

void CompareCard::begin(bool isHeld) {
  forget();
  change([&engine = m_session.engine(), list = m_list, actor = m_session.bridge().actor(), isHeld] { return engine.beginRebuild(list, actor, isHeld); });
}

void CompareCard::goBack() {
  forget();
  change([&engine = m_session.engine(), list = m_list] { return engine.goBack(list); });
}

// The list may be in the middle of a long step.
void CompareCard::change(std::function<base::Status()> request) {
  m_session.bridge().fetch<base::Status>(EngineBridge::Length::Long, std::move(request), this, [this](const base::Status& done) { m_session.bridge().report(done); });
}

void CompareCard::show(const projection::Status& list) {
  if (m_list != list.name) {
    m_list = list.name;
    forget();
    m_generation = list.generation;
    m_standing.reset();
    setTitle(tr("Compare and switch: %1").arg(listTitle(m_list)));
  }
  const bool wasMaking = m_standing.has_value();
  m_standing = list.rebuild;
  if (m_standing && m_standing->state != projection::RebuildState::Folding) ask();
  if (wasMaking && !m_standing && list.generation == m_generation && !m_isCancelled) ask();  // it came to no end
  sayStanding(list);
  m_generation = list.generation;
  const bool isMade = m_standing && m_standing->state != projection::RebuildState::Folding;
  m_bar->setVisible(m_standing && !isMade);
  m_bar->setValue(percentAnew(list));
  m_anew->setVisible(!m_standing);
  m_anew->setEnabled(true);
  m_cancel->setVisible(m_standing.has_value());
  m_switch->setVisible(isMade);
  if (!m_standing) return;
  const QString copy = formatCount(m_standing->generation);
  const auto face = [](QPushButton* button, const QString& text) {
    if (button->text() == text) return;
    button->setText(text);
    button->setAccessibleName(text);
  };
  face(m_cancel, isMade ? tr("Discard copy %1").arg(copy) : tr("Cancel"));
  face(m_switch, m_standing->state == projection::RebuildState::Differs ? tr("Switch to copy %1 all the same").arg(copy) : tr("Switch to copy %1").arg(copy));
  m_switch->setEnabled(!m_isAsking && m_outcome);
}

void CompareCard::ask() {
  const int copy = m_standing ? m_standing->generation : -1;
  if (m_isAsking || m_asked == copy) return;
  m_asked = copy;
  m_isAsking = true;
  m_session.bridge().fetch<Outcome>(EngineBridge::Length::Long, [&engine = m_session.engine(), list = m_list] { return engine.awaitRebuild(list, {}); }, this, [this, list = m_list](Outcome outcome) {
    m_isAsking = false;
    if (list == m_list) take(std::move(outcome));
  });
}

void CompareCard::take(Outcome outcome) {
  if (!outcome) return m_session.bridge().report(tl::unexpected(outcome.error()));
  m_outcome = std::move(*outcome);
  if (m_standing && m_standing->state == projection::RebuildState::Differs) showOutcome();
}

void CompareCard::showOutcome() {
  QList<QList<Cell>> rows;
  const projection::ViewDifference& found = m_outcome->difference;
  const auto add = [&](const projection::RowDifference& row) {
    const auto [is, other] = differingParts(row.is, row.other);
    rows << QList<Cell>{{QString::fromStdString(row.table), {}, Tone::Text, false, {}},
                        {QString::fromStdString(row.key), {}, Tone::Text, true, {}},
                        {is, {}, Tone::Text, false, {}},
                        {other, {MarkShape::Diamond, Tone::Third}, Tone::Text, true, {}},
                        {becauseOf(row), {}, Tone::Muted, false, {}}};
  };
  if (found.schema) add(*found.schema);
  for (const projection::RowDifference& row : found.first) add(row);
  m_rows->setRows(rows);
}

void CompareCard::say(const QString& text, const char* tone) {
  m_words->setText(text);
  setTone(m_words, tone);
}

void CompareCard::sayStanding(const projection::Status& list) {
  const bool isDiffering = m_standing && m_standing->state == projection::RebuildState::Differs;
  if (!isDiffering && m_rows->rowCount() > 0) m_rows->setRows({});
  if (isDiffering && m_outcome) m_empty->hide();
  else m_empty->say(isDiffering ? tr("Looking for the changes that made the rows differ…") : m_standing && m_standing->state == projection::RebuildState::Held ? tr("No row differs.") : tr("Rows that differ would stand here, with the changes that made them so."));
  const QString copy = formatCount(list.generation);
  if (!m_standing) {
    if (m_outcome && m_outcome->failure) return say(tr("The new copy came to no end: %1. Copy %2 is shown as before.").arg(QString::fromStdString(m_outcome->failure->what), copy), "bad");
    if (m_isCancelled) return say(tr("The new copy was given up. Copy %1 is shown as before.").arg(copy));
    return say(tr("Copy %1 is shown. A new one is made from the log beside it and compared row by row before it takes its place; nobody waits meanwhile.").arg(copy));
  }
  const QString next = formatCount(m_standing->generation), by = QString::fromStdString(m_standing->startedBy);
  switch (m_standing->state) {
    case projection::RebuildState::Folding: {
      QString text = tr("Copy %1 is being made: at log no. %2 of %3, %4 a second").arg(next, formatCount(m_standing->position), formatCount(list.position), formatRate(m_standing->eventsPerSecond));
      if (m_standing->etaMs > 0) text += tr(", about %1 left").arg(formatAge(m_standing->etaMs));
      return say(by.isEmpty() ? text + QLatin1Char('.') : tr("%1. Begun by %2.").arg(text, by));
    }
    case projection::RebuildState::Held:
      return say(m_outcome ? tr("Copy %1 is the same as copy %2 at log no. %3: all rows are equal.").arg(next, copy, formatCount(m_outcome->difference.position)) : tr("Copy %1 is ready.").arg(next), "ok");
    case projection::RebuildState::Differs: break;
  }
  if (!m_outcome) return say(tr("Copy %1 differs from copy %2, which stays in use.").arg(next, copy), "warn");
  const projection::ViewDifference& found = m_outcome->difference;
  say(tr("Copy %1 differs from copy %2, which stays in use. At log no. %3: %4 changed, %5 only in the new copy, %6 only in the one shown.")
          .arg(next, copy, formatCount(found.position), counted(Counted::Rows, found.changed), formatCount(found.missing), formatCount(found.extra)), "warn");
}

}  // namespace twinlane::ui
