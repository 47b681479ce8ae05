#include "hood/why_line.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"

#include <QVBoxLayout>

namespace twinlane::ui {

namespace {
constexpr std::size_t mostLinks = 8;
}

WhyLine::WhyLine(const Theme& theme, ShopSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_button(makeButton(theme, tr("Why this number?"), "link", nullptr, true)), m_answer(makeProse(theme, {}, Type::Label)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 4, 12, 8);
  column->setSpacing(2);
  column->addWidget(m_button, 0, Qt::AlignLeft);
  column->addWidget(m_answer);
  m_answer->setObjectName(QStringLiteral("whyAnswer"));
  m_answer->setTextFormat(Qt::RichText);
  m_answer->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  m_answer->hide();
  connect(m_button, &QPushButton::clicked, this, &WhyLine::ask);
  connect(m_answer, &QLabel::linkActivated, this, [this](const QString& position) { emit eventAsked(position.toLongLong()); });
  setRow({}, {}, {});
}

void WhyLine::setRow(const std::string& list, const std::string& table, const QString& key) {
  m_button->setEnabled(!key.isEmpty());
  if (list == m_listName && table == m_table && key == m_key) return;
  m_listName = list;
  m_table = table;
  m_key = key;
  m_answer->clear();
  m_answer->hide();
}

void WhyLine::ask() {
  using Outcome = base::Result<engine::Engine::Why>;
  m_answer->setText(tr("Reading the log…"));
  m_answer->show();
  m_session.bridge().fetch<Outcome>(
      EngineBridge::Length::Long, [engine = &m_session.engine(), list = m_listName, table = m_table, key = m_key.toStdString()] { return engine->why(list, {{table, key}}); }, this,
      [this, list = m_listName, table = m_table, key = m_key](const Outcome& why) {
        if (list != m_listName || table != m_table || key != m_key) return;
        m_answer->setText(why ? wordsOf(*why) : QString::fromStdString(why.error().what).toHtmlEscaped());
      });
}

QString WhyLine::wordsOf(const engine::Engine::Why& why) const {
  QStringList links;
  std::int64_t changes = 0;
  bool isSame = true;
  for (const auto& row : why.rows) {
    changes += row.changes;
    isSame = isSame && row.sought == row.row;
    // The last ones say most.
    for (std::size_t i = row.events.size() - std::min(row.events.size(), mostLinks); i < row.events.size(); ++i) links << QStringLiteral("<a href=\"%1\">%2</a>").arg(row.events[i]).arg(formatCount(row.events[i]));
  }
  const std::int64_t more = changes - links.size();
  QString text = more > 0 ? tr("Made by %1, the last of them log no. %2.").arg(counted(Counted::Changes, changes), links.join(QStringLiteral(", ")))
                          : tr("Made by log no. %1.").arg(links.join(QStringLiteral(", ")));
  text += QLatin1Char(' ') + (isSame ? tr("As of log no. %1 the list says what they say.").arg(formatCount(why.position)) : tr("As of log no. %1 the list says something else than they do: check it against the log.").arg(formatCount(why.position)));
  if (!why.proof) text += QLatin1Char(' ') + tr("The list was not checked yet.");
  else text += QLatin1Char(' ') + (why.proof->isSame ? tr("Its last check, as of log no. %1, found it equal.").arg(formatCount(why.proof->position)) : tr("Its last check, as of log no. %1, found a difference.").arg(formatCount(why.proof->position)));
  if (!why.setAside.empty() || !why.discarded.empty()) text += QLatin1Char(' ') + tr("Some changes are set aside and not in it.");
  return text;
}

}  // namespace twinlane::ui
