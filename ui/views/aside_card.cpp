#include "views/aside_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "views/view_rows.h"
#include "words/counts.h"
#include "words/formats.h"
#include "words/glossary.h"

namespace twinlane::ui {

namespace {

constexpr std::int64_t microsBetweenReadings = 2'000'000;
using List = base::Result<std::vector<std::pair<std::string, projection::Parked>>>;

}  // namespace

AsideCard::AsideCard(const Theme& theme, ShopSession& session, QWidget* parent)
    : Card(theme, tr("Set aside"), {}, parent),
      m_session(session),
      m_rows(new RowTableModel({{.title = tr("Of"), .whole = true}, {.title = tr("Change")}, {.title = tr("Why"), .freeText = true}, {.title = tr("Since"), .whole = true}, {tr("Waiting"), true}, {tr("Tries"), true}}, this)),
      m_table(new DataTable(theme, tr("Changes set aside"))),
      m_empty(new EmptyState(theme, m_table->viewport())),
      m_message(makeProse(theme, {}, Type::Label, "muted")),
      m_gone(makeProse(theme, {}, Type::Label, "muted")),
      m_reason(new QLineEdit),
      m_preview(makeButton(theme, tr("Try on a copy first"), nullptr, "compare")),
      m_retry(makeButton(theme, tr("Try again, in order"))),
      m_skip(makeButton(theme, tr("Discard"), "danger")) {
  setObjectName(QStringLiteral("aside"));
  m_table->setObjectName(QStringLiteral("setAside"));
  m_message->setObjectName(QStringLiteral("asideMessage"));
  m_gone->setObjectName(QStringLiteral("discarded"));
  m_table->setModel(m_rows);
  m_table->setWidths({96, 104, 0, 60, 60, 44});
  body()->addWidget(m_table, 1);
  for (QLabel* label : {m_message, m_gone}) {
    label->setContentsMargins(12, 4, 12, 0);
    body()->addWidget(label);
    label->hide();
  }
  auto* tries = new QHBoxLayout;
  tries->setContentsMargins(12, 6, 12, 0);
  tries->setSpacing(8);
  tries->addWidget(m_preview);
  tries->addWidget(m_retry);
  tries->addStretch(1);
  body()->addLayout(tries);
  auto* discarding = new QHBoxLayout;
  discarding->setContentsMargins(12, 6, 12, 8);
  discarding->setSpacing(8);
  m_reason->setFont(theme.font(Type::Data));
  m_reason->setPlaceholderText(tr("Why the first of it is discarded"));
  m_reason->setAccessibleName(tr("Reason for discarding a change"));
  discarding->addWidget(m_reason, 1);
  discarding->addWidget(m_skip);
  body()->addLayout(discarding);
  connect(m_preview, &QPushButton::clicked, this, [this] { attempt({{}, {}, m_session.bridge().actor(), {}, true}); });
  connect(m_retry, &QPushButton::clicked, this, [this] { attempt({{}, {}, m_session.bridge().actor(), {}, false}); });
  connect(m_skip, &QPushButton::clicked, this, [this] {
    if (const projection::ParkedStream* stream = chosen()) attempt({stream->stream.toText(), {}, m_session.bridge().actor(), m_reason->text().trimmed().toStdString(), false});
  });
  connect(m_reason, &QLineEdit::textChanged, this, &AsideCard::face);
  connect(m_reason, &QLineEdit::returnPressed, m_skip, &QPushButton::click);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &AsideCard::face);
  face();
}

void AsideCard::show(const projection::Status& list) {
  if (m_list != list.name) {
    m_list = list.name;
    m_known = -1;
    m_parked = {};
    m_message->hide();
    m_reason->clear();
    setTitle(tr("Set aside: %1").arg(listTitle(m_list)));
  }
  const base::SteadyTime now = m_session.engine().clock().steady();
  if (list.parked != m_known || (list.parked > 0 && now.microsSince(m_readAt) > microsBetweenReadings)) {
    m_known = list.parked;
    m_readAt = now;
    read();
  }
}

void AsideCard::read() {
  if (std::exchange(m_isReading, true)) return;
  m_session.bridge().fetch<List>(EngineBridge::Length::Quick, [&engine = m_session.engine(), list = m_list] { return engine.parked(list); }, this, [this, list = m_list](List parked) {
    m_isReading = false;
    if (list != m_list) {
      m_known = -1;
      return;
    }
    if (parked && !parked->empty()) m_parked = std::move(parked->front().second);
    else m_parked = {};
    showStreams();
  });
}

void AsideCard::showStreams() {
  const base::Timestamp now = m_session.feed().state().now;
  QList<QList<Cell>> rows;
  std::int64_t waiting = 0;
  for (const projection::ParkedStream& stream : m_parked.streams) {
    waiting += stream.waiting;
    rows << QList<Cell>{{QString::fromStdString(stream.stream.id), {}, Tone::Text, true, {}},
                        {eventTitle(stream.event), {}, Tone::Text, false, {}},
                        {QString::fromStdString(stream.error), {}, Tone::Bad, false, {}},
                        {m_session.time().moment(stream.firstAt, now), {}, Tone::Text, false, {}},
                        {formatCount(stream.waiting), {}, Tone::Text, false, {}},
                        {formatCount(stream.tries), {}, Tone::Text, false, {}}};
  }
  const bool isFirst = m_rows->rowCount() == 0 && !rows.isEmpty();
  m_rows->setRows(rows);
  if (isFirst) m_table->selectRow(0);
  setSubtitle(rows.isEmpty() ? QString() : tr("%1 wait; everything else flows").arg(counted(Counted::Changes, waiting)));
  if (rows.isEmpty()) m_empty->say(tr("Nothing is set aside: every change is in this list."));
  else m_empty->hide();
  m_gone->setVisible(!m_parked.discarded.empty());
  if (!m_parked.discarded.empty()) {
    const projection::DiscardedEvent& last = m_parked.discarded.back();
    m_gone->setText(tr("Discarded for good: %1, the last by %2 (no. %3 of %4): “%5”.")
                          .arg(counted(Counted::Changes, static_cast<std::int64_t>(m_parked.discarded.size())), QString::fromStdString(last.actor), formatCount(last.position),
                               QString::fromStdString(last.stream.id), QString::fromStdString(last.reason)));
  }
  face();
}

const projection::ParkedStream* AsideCard::chosen() const {
  const int row = m_table->currentIndex().row();
  return row >= 0 && row < static_cast<int>(m_parked.streams.size()) ? &m_parked.streams[static_cast<std::size_t>(row)] : nullptr;
}

void AsideCard::face() {
  const bool isAny = !m_parked.streams.empty();
  m_preview->setEnabled(isAny && !m_isTrying);
  m_retry->setEnabled(isAny && !m_isTrying);
  m_reason->setEnabled(isAny);
  m_skip->setEnabled(chosen() != nullptr && !m_isTrying && !m_reason->text().trimmed().isEmpty());
  m_skip->setToolTip(isAny && m_reason->text().trimmed().isEmpty() ? tr("Give a reason first: it stays with the list.") : QString());
}

void AsideCard::attempt(projection::ParkedRetry retry) {
  m_isTrying = true;
  face();
  using Answer = base::Result<projection::ParkedRetryAnswer>;
  m_session.bridge().fetch<Answer>(EngineBridge::Length::Long, [&engine = m_session.engine(), list = m_list, retry] { return engine.retryParked(list, retry); }, this, [this, retry, list = m_list](Answer answer) {
    m_isTrying = false;
    if (list == m_list) tell(retry, answer);
    if (answer && retry.discardReason) m_reason->clear();
    read();
    face();
  });
}

void AsideCard::tell(const projection::ParkedRetry& retry, const base::Result<projection::ParkedRetryAnswer>& answer) {
  m_message->show();
  if (!answer) {
    setTone(m_message, "bad");
    return m_message->setText(QString::fromStdString(answer.error().what + (answer.error().remedy.empty() ? "" : ". " + answer.error().remedy)));
  }
  QStringList words;
  const QString taken = counted(Counted::Changes, answer->applied);
  if (retry.isPreview) words << tr("On a copy %1 would be taken in and %2 would change.").arg(taken, counted(Counted::Rows, answer->changed));
  else if (retry.discardReason) words << tr("Discarded; behind it %1 taken in.").arg(taken);
  else words << tr("%1 taken in.").arg(taken);
  if (!answer->changes.empty()) {
    const projection::RowChange& first = answer->changes.front();
    const auto [before, after] = differingParts(first.before, first.after);
    words << tr("First: %1 %2, %3 → %4.").arg(QString::fromStdString(first.table), QString::fromStdString(first.key), before, after);
  }
  for (const auto& stream : answer->streams) {
    if (!stream.came.stopped) continue;
    words << tr("%1 waits still: %2.").arg(QString::fromStdString(stream.was.stream.id), QString::fromStdString(stream.came.stopped->what));
    break;
  }
  setTone(m_message, answer->applied > 0 || retry.discardReason ? "ok" : "warn");
  m_message->setText(words.join(QLatin1Char(' ')));
}

}  // namespace twinlane::ui
