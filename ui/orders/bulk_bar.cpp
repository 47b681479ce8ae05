#include "orders/bulk_bar.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/counts.h"
#include "words/formats.h"

#include <QCoreApplication>
#include <QHBoxLayout>

namespace twinlane::ui {

namespace {

struct Choice {
  BulkBar::What what;
  const char* name;
  bool wantsReason, isFinal;
};

constexpr Choice choices[] = {{BulkBar::What::Confirm, QT_TRANSLATE_NOOP("BulkBar", "Confirm"), false, false},
                              {BulkBar::What::Ship, QT_TRANSLATE_NOOP("BulkBar", "Ship everything that is left"), false, true},
                              {BulkBar::What::Pay, QT_TRANSLATE_NOOP("BulkBar", "Record unpaid ones as paid"), false, true},
                              {BulkBar::What::Hold, QT_TRANSLATE_NOOP("BulkBar", "Hold"), true, false},
                              {BulkBar::What::Release, QT_TRANSLATE_NOOP("BulkBar", "Release"), false, false},
                              {BulkBar::What::Cancel, QT_TRANSLATE_NOOP("BulkBar", "Cancel"), true, true}};

const Choice& choiceOf(BulkBar::What what) { return choices[static_cast<std::size_t>(what)]; }

std::optional<domain::Command> commandFor(BulkBar::What what, const query::OrderSummary& order, const std::string& reason) {
  const domain::OrderId id(order.order);
  switch (what) {
    case BulkBar::What::Confirm: return domain::ConfirmOrder{id};
    case BulkBar::What::Ship: {
      domain::ShipPackage ship;
      ship.order = id;
      return ship;
    }
    // What is left of one that is paid in part is not known here.
    case BulkBar::What::Pay: return order.payment == domain::PaymentStatus::Unpaid ? std::optional<domain::Command>(domain::RecordPayment{id, order.total, {}}) : std::nullopt;
    case BulkBar::What::Hold: return domain::HoldOrder{id, reason};
    case BulkBar::What::Release: return domain::ReleaseOrder{id};
    case BulkBar::What::Cancel: return domain::CancelOrder{id, reason};
  }
  return std::nullopt;
}

}  // namespace

BulkBar::BulkBar(const Theme& theme, ShopSession& session, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_run(new BulkRun(session.bridge(), session.tasks(), this)),
      m_what(new ChoiceBox(theme, tr("What to do with all of them"))),
      m_reason(new QLineEdit),
      m_number(new QLineEdit),
      m_words(makeLabel(theme, {}, Type::Label, "muted")),
      m_give(makeButton(theme, {}, "primary", nullptr, true)),
      m_close(makeButton(theme, tr("Close"), nullptr, nullptr, true)) {
  setObjectName(QStringLiteral("bulkBar"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(12, 0, 12, 8);
  row->setSpacing(8);
  for (const Choice& choice : choices) m_what->addItem(QCoreApplication::translate("BulkBar", choice.name), static_cast<int>(choice.what));
  m_reason->setAccessibleName(tr("Reason"));
  m_reason->setPlaceholderText(tr("Reason"));
  m_number->setAccessibleName(tr("Number of orders, to make sure"));
  m_number->setFixedWidth(px(90));
  row->addWidget(m_what);
  row->addWidget(m_reason, 1);
  row->addWidget(m_words);
  row->addWidget(m_number);
  row->addStretch();
  row->addWidget(m_close);
  row->addWidget(m_give);
  connect(m_what, &QComboBox::currentIndexChanged, this, &BulkBar::show);
  for (QLineEdit* field : {m_reason, m_number}) connect(field, &QLineEdit::textChanged, this, &BulkBar::show);
  connect(m_give, &QPushButton::clicked, this, &BulkBar::begin);
  connect(m_close, &QPushButton::clicked, this, &BulkBar::closed);
  connect(m_run, &BulkRun::finished, this, &BulkBar::show);
  show();
}

BulkBar::What BulkBar::what() const { return static_cast<What>(m_what->currentData().toInt()); }
void BulkBar::choose(What what) { m_what->setCurrentIndex(m_what->findData(static_cast<int>(what))); }

void BulkBar::setOrders(const query::OrderFilter& filter, std::int64_t count) {
  m_filter = filter;
  m_count = count;
  m_number->clear();
  show();
}

void BulkBar::show() {
  const Choice& choice = choiceOf(what());
  m_reason->setVisible(choice.wantsReason);
  m_number->setVisible(choice.isFinal);
  m_words->setText(choice.isFinal ? tr("Nothing undoes this for all at once: type %1 to make sure").arg(m_count) : QString());
  const QString face = tr("Give it to %1").arg(counted(Counted::Orders, m_count));
  m_give->setText(face);
  m_give->setAccessibleName(face);
  const QString why = m_run->running()                                              ? tr("One is under way.")
                      : m_count == 0                                                ? tr("The list shows no order.")
                      : choice.wantsReason && m_reason->text().trimmed().isEmpty() ? tr("It needs a reason.")
                      : choice.isFinal && m_number->text().trimmed() != QString::number(m_count) ? tr("Type how many orders it is for.")
                                                                                                 : QString();
  m_give->setEnabled(why.isEmpty());
  m_give->setToolTip(why);
}

void BulkBar::begin() {
  m_run->start(tr("%1, all that the list shows").arg(QCoreApplication::translate("BulkBar", choiceOf(what()).name)), m_filter, m_count,
               [what = what(), reason = m_reason->text().trimmed().toStdString()](const query::OrderSummary& order) { return commandFor(what, order, reason); });
  show();
}

}  // namespace twinlane::ui
