#include "transfer/profile_editor.h"

#include "parts/button.h"
#include "parts/label.h"

#include <QTextBlock>

#include <algorithm>

namespace twinlane::ui {

namespace {
constexpr int afterLastKeyMs = 150;
}

ProfileEditor::ProfileEditor(const Theme& theme, QWidget* parent)
    : Card(theme, tr("Profile"), {}, parent),
      m_text(new QPlainTextEdit),
      m_table(new DataTable(theme, tr("Left to decide"))),
      m_rows(new RowTableModel({{tr("Line"), true}, {.title = tr("Key"), .freeText = true}, {.title = tr("To decide"), .freeText = true, .wraps = true}}, this)),
      m_verdict(makeLabel(theme, {}, Type::Data, "muted")),
      m_save(makeButton(theme, tr("Save as…"), nullptr, nullptr, true)) {
  setObjectName(QStringLiteral("profileEditor"));
  auto* close = makeButton(theme, tr("Back to the account"), "link", nullptr, true);
  m_save->setObjectName(QStringLiteral("saveProfile"));
  corner()->addWidget(m_verdict);
  corner()->addWidget(m_save);
  corner()->addWidget(close);
  m_text->setFont(theme.font(Type::Mono));
  m_text->setAccessibleName(tr("Text of the profile"));
  m_text->setObjectName(QStringLiteral("profileText"));
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setTabChangesFocus(true);
  m_text->setAcceptDrops(false);
  m_table->setObjectName(QStringLiteral("toDecide"));
  m_table->setModel(m_rows);
  m_table->setWidths({50, 130, 0});
  auto* sides = new QHBoxLayout;
  sides->setSpacing(0);
  sides->addWidget(m_text, 3);
  sides->addWidget(m_table, 4);
  body()->addLayout(sides, 1);
  m_pause.setSingleShot(true);
  m_pause.setInterval(afterLastKeyMs);
  connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_pause.start(); });
  connect(&m_pause, &QTimer::timeout, this, [this] {
    check();
    emit changed(text());
  });
  connect(m_save, &QPushButton::clicked, this, &ProfileEditor::saveAsked);
  connect(close, &QPushButton::clicked, this, &ProfileEditor::closed);
  connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& current) { goToLine(current.row()); });
}

void ProfileEditor::edit(const QString& name, const QString& text, std::vector<transfer::ProfileProblem> guesses) {
  m_name = name;
  m_proposed = text.split(QLatin1Char('\n'));
  m_guesses = std::move(guesses);
  setSubtitle(name);
  {
    const QSignalBlocker quiet(m_text);
    m_text->setPlainText(text);
  }
  m_pause.stop();
  check();
}

bool ProfileEditor::isUntouched(const transfer::ProfileProblem& guess) const {
  const auto line = static_cast<qsizetype>(guess.line - 1);
  const QString name = QStringLiteral("\"%1\"").arg(QString::fromStdString(guess.key).section(QLatin1Char('.'), -1));
  // What it says is missing has been written since.
  if (line >= 0 && line < m_proposed.size() && !m_proposed[line].contains(name) && text().contains(name)) return false;
  return line >= 0 && line < m_proposed.size() && text().split(QLatin1Char('\n')).contains(m_proposed[line]);
}

void ProfileEditor::check() {
  const auto problems = transfer::readProfile(m_name.toStdString(), text().toStdString()).problems;
  QList<QList<Cell>> rows;
  m_lines.clear();
  const auto add = [&](const transfer::ProfileProblem& one, StateMark mark) {
    const QString key = QString::fromStdString(one.key), problem = QString::fromStdString(one.problem), remedy = QString::fromStdString(one.remedy);
    rows << QList<Cell>{{QString::number(one.line), {}, Tone::Muted, false, {}}, {key, mark, Tone::Text, true, {}}, {remedy.isEmpty() ? problem : tr("%1: %2").arg(problem, remedy), {}, Tone::Text, false, {}}};
    m_lines.push_back(one.line);
  };
  for (const transfer::ProfileProblem& one : problems) add(one, {MarkShape::Square, Tone::Bad});
  const auto mustBeSaid = rows.size();
  for (const transfer::ProfileProblem& guess : m_guesses) {
    const bool isProblem = std::any_of(problems.begin(), problems.end(), [&](const transfer::ProfileProblem& one) { return one.key == guess.key; });
    if (!isProblem && isUntouched(guess)) add(guess, {MarkShape::Triangle, Tone::Warn});
  }
  m_rows->setRows(rows);
  m_table->setWidths({50, 130, 0});
  setTone(m_verdict, mustBeSaid > 0 ? "bad" : rows.isEmpty() ? "ok" : "warn");
  m_verdict->setText(mustBeSaid > 0 ? tr("%1 to decide").arg(rows.size()) : rows.isEmpty() ? tr("Nothing is left to decide") : tr("%1 guessed, look at them").arg(rows.size()));
}

void ProfileEditor::goToLine(int row) {
  if (row < 0 || row >= static_cast<int>(m_lines.size())) return;
  const QTextBlock block = m_text->document()->findBlockByNumber(static_cast<int>(m_lines[static_cast<std::size_t>(row)]) - 1);
  if (!block.isValid()) return;
  QTextCursor cursor(block);
  cursor.movePosition(QTextCursor::EndOfBlock);
  m_text->setTextCursor(cursor);
}

}  // namespace twinlane::ui
