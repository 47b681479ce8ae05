#include "views/proof_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "words/formats.h"
#include "words/glossary.h"

#include <QFile>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace twinlane::ui {

namespace {

constexpr int leftOfRoot = 12, rightOfRoot = 4;

QString shortRoot(const QString& root) { return root.left(leftOfRoot) + QChar(0x2026) + root.right(rightOfRoot); }

}  // namespace

ProofCard::ProofCard(const Theme& theme, ShopSession& session, QWidget* parent) : Card(theme, tr("Certificate"), {}, parent), m_session(session) {
  setObjectName(QStringLiteral("proof"));
  m_version = addRow(theme, tr("View"));
  m_position = addRow(theme, tr("True at log no."));
  m_rows = addRow(theme, tr("Rows"));
  m_root = addRow(theme, tr("Root of the rows"));
  m_at = addRow(theme, tr("Made"));
  m_verdict = makeProse(theme, {}, Type::Data);
  m_verdict->setObjectName(QStringLiteral("verdict"));
  m_verdict->setContentsMargins(12, 6, 12, 6);
  body()->addWidget(m_verdict);
  body()->addStretch(1);
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 4, 12, 8);
  foot->setSpacing(8);
  m_check = makeButton(theme, tr("Check again"), nullptr, "check");
  m_save = makeButton(theme, tr("Save certificate…"), nullptr, "export");
  foot->addWidget(m_check);
  foot->addWidget(m_save);
  foot->addStretch(1);
  body()->addLayout(foot);
  for (QPushButton* button : {m_check, m_save}) button->setEnabled(false);  // until there is a list
  connect(m_check, &QPushButton::clicked, this, [this] { m_session.bridge().report(m_session.engine().proveSoon(m_list)); });
  connect(m_save, &QPushButton::clicked, this, &ProofCard::chooseFile);
}

QLabel* ProofCard::addRow(const Theme& theme, const QString& title) {
  auto* row = new QHBoxLayout;
  row->setContentsMargins(12, 3, 12, 3);
  QLabel* value = makeLabel(theme, {});
  value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  row->addWidget(makeLabel(theme, title, Type::Data, "muted"));
  row->addWidget(value, 1);
  body()->addLayout(row);
  return value;
}

void ProofCard::show(const projection::Status& list) {
  m_list = list.name;
  m_listVersion = list.version;
  m_proof = list.proof;
  const QString none(QChar(0x2014)), title = listTitle(list.name);
  setTitle(tr("Certificate: %1").arg(title));
  m_version->setText(tr("%1, version %2, copy %3").arg(title, formatCount(list.version), formatCount(list.generation)));
  const bool isSame = m_proof && m_proof->isSame;
  m_position->setText(m_proof ? formatCount(m_proof->position) : none);
  m_rows->setText(isSame ? formatCount(m_proof->rows) : none);
  const QString root = isSame ? QString::fromStdString(base::toHex(m_proof->root)) : QString();
  m_root->setText(isSame ? shortRoot(root) : none);
  m_root->setToolTip(root);
  m_at->setText(m_proof ? m_session.time().day(m_proof->at) + QLatin1Char(' ') + m_session.time().clock(m_proof->at) : none);
  if (list.isBeingProved) m_verdict->setText(tr("It is being held against the log."));
  else if (!m_proof) m_verdict->setText(tr("Not checked since the folder was opened. Lists are checked one after the other, beside the work."));
  else if (isSame) m_verdict->setText(tr("The list equals the log, row for row."));
  else m_verdict->setText(tr("The list differs from the log: %1. Make it anew.").arg(QString::fromStdString(m_proof->difference)));
  setTone(m_verdict, isSame ? "ok" : m_proof ? "bad" : "muted");
  m_check->setEnabled(!list.isBeingProved);
  m_save->setEnabled(isSame);
}

base::Status ProofCard::save(const QString& path) const {
  QJsonObject object{{QStringLiteral("projection"), QString::fromStdString(m_list)},
                     {QStringLiteral("version"), m_listVersion},
                     {QStringLiteral("position"), static_cast<qint64>(m_proof->position)},
                     {QStringLiteral("root"), QString::fromStdString(base::toHex(m_proof->root))},
                     {QStringLiteral("rows"), static_cast<qint64>(m_proof->rows)},
                     {QStringLiteral("time"), QString::fromStdString(m_proof->at.toText())}};
  QSaveFile file(path);
  if (file.open(QIODevice::WriteOnly) && file.write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n') > 0 && file.commit()) return {};
  return base::fail(base::ErrorCode::Io, "the certificate was not saved: " + file.errorString().toStdString(), path.toStdString(), "choose a folder that can be written to");
}

void ProofCard::chooseFile() {
  const QString path = QFileDialog::getSaveFileName(this, tr("Save certificate"), QString::fromStdString(m_list) + QStringLiteral("-certificate.json"), tr("JSON (*.json)"));
  if (!path.isEmpty() && m_proof) m_session.bridge().report(save(path));
}

}  // namespace twinlane::ui
