#include "transfer/mapping_card.h"

#include "parts/button.h"
#include "parts/label.h"
#include "transfer/profile_text.h"
#include "words/glossary.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace twinlane::ui {

namespace {

// Of entries that are no file.
constexpr int proposedProfile = -1, otherProfile = -2;

QString joined(const std::vector<std::string>& names) {
  QStringList all;
  for (const std::string& one : names) all << QString::fromStdString(one);
  return all.join(QStringLiteral(", "));
}

}  // namespace

MappingCard::MappingCard(const Theme& theme, QWidget* parent)
    : Card(theme, tr("Mapping"), {}, parent),
      m_profiles(new ChoiceBox(theme, tr("Mapping profile"))),
      m_edit(makeButton(theme, tr("Edit…"), nullptr, nullptr, true)),
      m_propose(makeButton(theme, tr("Propose one"), "link", nullptr, true)),
      m_rows(new RowTableModel({{.title = tr("Column in the file"), .freeText = true}, {.title = tr("Means"), .freeText = true}}, this)),
      m_table(new DataTable(theme, tr("Mapping"))),
      m_note(makeLabel(theme, tr("What the file does not say is not invented."), Type::Data, "muted")) {
  m_profiles->setObjectName(QStringLiteral("profiles"));
  m_edit->setObjectName(QStringLiteral("editProfile"));
  corner()->addWidget(m_profiles);
  corner()->addWidget(m_edit);
  m_table->setModel(m_rows);
  m_table->setWidths({190, 0});
  m_table->setSelectionMode(QAbstractItemView::NoSelection);
  m_propose->setObjectName(QStringLiteral("proposeProfile"));
  m_propose->hide();
  auto* foot = new QHBoxLayout;
  foot->setContentsMargins(12, 4, 12, 6);
  foot->addWidget(m_note, 1);
  foot->addWidget(m_propose);
  body()->addWidget(m_table, 1);
  body()->addLayout(foot);
  listProfiles();
  connect(m_edit, &QPushButton::clicked, this, &MappingCard::editAsked);
  connect(m_propose, &QPushButton::clicked, this, &MappingCard::proposalAsked);
  connect(m_profiles, &QComboBox::activated, this, [this] {
    const QVariant entry = m_profiles->currentData();
    if (entry.userType() == QMetaType::QString) return emit chosen(entry.toString());
    const bool other = entry.toInt() == otherProfile;
    // Until one is found, the one in use stays it.
    m_profiles->setCurrentIndex(m_used);
    if (other) emit otherAsked();
    else emit proposalAsked();
  });
}

void MappingCard::listProfiles() {
  const QDir shipped(QStringLiteral(":/profiles"));
  for (const QString& name : shipped.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
    const auto check = transfer::readProfile(name.toStdString(), profileText(shipped.filePath(name)).value_or(QString()).toStdString());
    m_profiles->addItem(check.profile.name.empty() ? QFileInfo(name).completeBaseName() : QString::fromStdString(check.profile.name), shipped.filePath(name));
  }
  m_profiles->addItem(tr("Propose one from the file"), proposedProfile);
  m_profiles->addItem(tr("Another profile…"), otherProfile);
  m_profiles->setMinimumWidth(px(130));
  m_profiles->setMaximumWidth(px(196));
}

QStringList MappingCard::profiles() const {
  QStringList paths;
  for (int i = 0; i < m_profiles->count(); ++i)
    if (m_profiles->itemData(i).userType() == QMetaType::QString) paths << m_profiles->itemData(i).toString();
  return paths;
}

void MappingCard::select(const QString& path) {
  if (m_profiles->findData(path) < 0) m_profiles->insertItem(0, QFileInfo(path).completeBaseName(), path);
  m_used = m_profiles->findData(path);
  m_profiles->setCurrentIndex(m_used);
}

void MappingCard::selectProposal() {
  m_used = m_profiles->findData(proposedProfile);
  m_profiles->setCurrentIndex(m_used);
}

QString MappingCard::profileOf(const std::string& source) const {
  for (const QString& path : profiles()) {
    const auto check = transfer::readProfile(path.toStdString(), profileText(path).value_or(QString()).toStdString());
    if (check.problems.empty() && check.profile.source == source) return path;
  }
  return {};
}

void MappingCard::show(const transfer::Profile& profile, const std::vector<transfer::ProfileProblem>& problems) {
  QList<QList<Cell>> rows;
  qsizetype marked = 0;
  for (const auto& [field, column] : profile.columns) {
    const bool bad = std::any_of(problems.begin(), problems.end(), [key = "columns." + field](const transfer::ProfileProblem& problem) { return problem.key == key; });
    if (bad) ++marked;
    rows << QList<Cell>{{QString::fromStdString(column), bad ? StateMark{MarkShape::Square, Tone::Bad} : StateMark{}, bad ? Tone::Bad : Tone::Text, false, {}},
                        {plainWords(field), {}, Tone::Text, true, {}}};
  }
  for (const transfer::RoleRule& role : profile.objects)
    for (const auto& [field, column] : role.columns) {
      const QString names = joined(column.names), table = joined(role.from);
      rows << QList<Cell>{{table.isEmpty() ? names : tr("%1: %2").arg(table, names), {}, Tone::Text, false, {}}, {tr("%1: %2").arg(plainWords(transfer::name(role.role)), inSentence(plainWords(field))), {}, Tone::Text, true, {}}};
    }
  m_rows->setRows(rows);
  m_table->setWidths({190, 0});
  m_note->setText(marked == 0 ? tr("What the file does not say is not invented.") : tr("%1 of these %2 columns are not in the file.").arg(marked).arg(rows.size()));
  setTone(m_note, marked == 0 ? "muted" : "bad");
}

void MappingCard::setUsable(bool usable, bool hasFile, bool fits) {
  m_propose->setVisible(hasFile && !fits);
  m_propose->setEnabled(usable);
  m_profiles->setEnabled(usable);
  m_edit->setEnabled(usable);
  m_profiles->setToolTip(hasFile ? QString() : tr("A profile can be proposed once a file is chosen"));
}

}  // namespace twinlane::ui
