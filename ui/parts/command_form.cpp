#include "parts/command_form.h"

#include "parts/button.h"
#include "parts/card.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QStyle>

namespace twinlane::ui {

namespace {

tl::unexpected<base::Error> wrong(const QString& key, const QString& problem) { return base::fail(base::ErrorCode::BadInput, problem.toStdString(), key.toStdString(), {}); }

void mark(QLineEdit* field, bool isWrong) {
  field->setProperty("problem", isWrong);
  field->style()->unpolish(field);
  field->style()->polish(field);
}

}  // namespace

base::Result<base::Amount> amountIn(const CommandForm::Values& values, const QString& key) {
  if (const auto amount = base::Amount::fromText(plainNumber(values.value(key)))) return *amount;
  return wrong(key, CommandForm::tr("an amount with at most four decimals, as 12.50"));
}

base::Result<base::Quantity> quantityIn(const CommandForm::Values& values, const QString& key) {
  if (const auto quantity = base::Quantity::fromText(plainNumber(values.value(key)))) return *quantity;
  return wrong(key, CommandForm::tr("a number with at most three decimals, as 12"));
}

base::Result<base::Currency> currencyIn(const CommandForm::Values& values, const QString& key) {
  if (const auto currency = base::Currency::fromText(values.value(key).toUpper().toStdString())) return *currency;
  return wrong(key, CommandForm::tr("three letters, as EUR"));
}

CommandForm::CommandForm(const Theme& theme, ShopSession& session, QWidget* parent)
    : QFrame(parent),
      m_theme(theme),
      m_session(session),
      m_title(makeLabel(theme, {}, Type::CardTitle)),
      m_answer(makeProse(theme, {}, Type::Label, "muted")),
      m_grid(new QGridLayout),
      m_send(makeButton(theme, {}, "primary")),
      m_close(makeButton(theme, tr("Close"))) {
  setProperty("card", true);
  setObjectName(QStringLiteral("commandForm"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 10);
  column->setSpacing(8);
  column->addWidget(m_title);
  m_grid->setHorizontalSpacing(10);
  m_grid->setVerticalSpacing(4);
  m_grid->setColumnStretch(1, 1);
  column->addLayout(m_grid);
  column->addWidget(m_answer);
  auto* foot = new QHBoxLayout;
  foot->addStretch(1);
  foot->addWidget(m_close);
  foot->addWidget(m_send);
  column->addLayout(foot);
  connect(m_send, &QPushButton::clicked, this, &CommandForm::send);
  connect(m_close, &QPushButton::clicked, this, &CommandForm::close);
  hide();
}

void CommandForm::open(const QString& title, const QString& action, const QList<FormField>& fields, Build build, std::optional<std::int64_t> version) {
  m_title->setText(title);
  m_send->setText(action);
  m_send->setAccessibleName(action);
  m_answer->clear();
  m_build = std::move(build);
  m_version = version;
  m_id = {};
  m_isSending = false;
  m_send->setEnabled(true);
  qDeleteAll(m_fields);
  qDeleteAll(m_problems);
  m_fields.clear();
  m_problems.clear();
  while (QLayoutItem* item = m_grid->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  int row = 0;
  for (const FormField& one : fields) {
    auto* edit = new QLineEdit(one.value);
    edit->setFont(m_theme.font(Type::Data));
    edit->setObjectName(one.key);
    edit->setAccessibleName(one.label);
    edit->setPlaceholderText(one.hint);
    QLabel* label = makeLabel(m_theme, one.label, Type::Data, "muted");
    label->setBuddy(edit);
    QLabel* problem = makeProse(m_theme, {}, Type::Label, "bad");
    problem->hide();
    m_grid->addWidget(label, row, 0);
    m_grid->addWidget(edit, row++, 1);
    m_grid->addWidget(problem, row++, 1);
    m_fields.insert(one.key, edit);
    m_problems.insert(one.key, problem);
    connect(edit, &QLineEdit::returnPressed, this, &CommandForm::send);
    connect(edit, &QLineEdit::textChanged, this, [this, key = one.key] {
      showProblem(key, {});
      m_send->setEnabled(true);
    });
  }
  show();
  if (fields.isEmpty()) return m_send->setFocus();
  QLineEdit* first = m_fields.value(fields.constFirst().key);
  first->show();  // in a form that was open already it would be seen too late for the keyboard
  first->setFocus();
}

void CommandForm::follow(std::int64_t before, std::int64_t after) {
  if (m_version == before) m_version = after;
}

void CommandForm::showProblem(const QString& key, const QString& problem) {
  QLabel* label = m_problems.value(key);
  if (label == nullptr) {
    if (!problem.isEmpty()) m_answer->setText(problem);
    return;
  }
  label->setText(problem);
  label->setVisible(!problem.isEmpty());
  mark(m_fields.value(key), !problem.isEmpty());
}

void CommandForm::clearProblems() {
  for (const QString& key : m_problems.keys()) showProblem(key, {});
  m_answer->clear();
}

void CommandForm::send() {
  if (m_isSending || !m_send->isEnabled()) return;
  clearProblems();
  Values values;
  for (auto it = m_fields.cbegin(); it != m_fields.cend(); ++it) values.insert(it.key(), it.value()->text().trimmed());
  auto command = m_build(values);
  if (!command) return showProblem(QString::fromStdString(command.error().where), QString::fromStdString(command.error().what));
  command::Envelope envelope;
  if (m_id == base::CommandId{}) m_id = m_session.engine().newCommandId();
  envelope.id = m_id;
  envelope.command = *command;
  envelope.expectedVersion = m_version;
  m_isSending = true;
  setTone(m_answer, "muted");
  m_answer->setText(tr("Sending…"));
  m_session.bridge().submit(std::move(envelope), this, [this, sent = std::move(*command)](const TimedReceipt& timed) { answered(timed, sent); });
}

void CommandForm::answered(const TimedReceipt& timed, const domain::Command& command) {
  using O = command::Outcome;
  const command::Receipt& r = timed.receipt;
  // The form may be another one by now: what became of the one before is no answer to it.
  const bool isShown = r.command == m_id;
  if (isShown) m_isSending = false;
  const bool isStored = r.outcome == O::Accepted || (r.outcome == O::Duplicate && r.first && r.first->outcome == O::Accepted);
  if (isStored && isShown) {
    m_id = {};
    if (m_version) m_version = r.version;
    m_send->setEnabled(false);  // until something is typed: a second Enter would give the command again
    setTone(m_answer, "ok");
    m_answer->setText(tr("Stored in %1").arg(formatMicros(timed.storedMicros)));
  }
  if (isStored) {
    const QString id = r.stream ? QString::fromStdString(r.stream->id) : QString();
    m_session.bridge().awaitVisible(r.position + std::max(r.events, 1) - 1, {}, this, [this, id](std::int64_t) { emit stored(id); });
    return;
  }
  if (!isShown) return m_session.bridge().report(base::fail(base::ErrorCode::Conflict, rejectionSentence(r.reason).toStdString(), {}, {}));
  setTone(m_answer, "bad");
  if (r.outcome == O::Busy) return m_answer->setText(tr("Too many at once; nothing stored. Send it again in %1.").arg(formatAge(r.retryAfterMs)));
  if (r.outcome == O::Unknown) return m_answer->setText(tr("Not sure yet, checking. Do not enter it again."));
  m_id = {};  // a refused id stays refused
  if (r.outcome == O::Conflict) {
    m_answer->clear();
    return emit conflicted(command, m_title->text(), r);
  }
  m_answer->setText(rejectionSentence(r.reason));
  for (const domain::FieldProblem& problem : r.fields) showProblem(QString::fromStdString(problem.name), QString::fromStdString(problem.problem));
}

}  // namespace twinlane::ui
