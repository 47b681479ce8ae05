#include "simulation/process/receipt_line.h"

#include <algorithm>
#include <charconv>

namespace twinlane::simulation {
namespace {

using command::Receipt;

void put(std::string& line, std::string_view text) {
  for (const char c : text) line += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  line += '\t';
}
void put(std::string& line, std::int64_t number) { put(line, std::to_string(number)); }
void put(std::string& line, const std::optional<std::int64_t>& number) { put(line, number ? std::to_string(*number) : ""); }

void put(std::string& line, const Receipt& receipt) {
  put(line, static_cast<std::int64_t>(receipt.outcome));
  put(line, receipt.position);
  put(line, std::int64_t{receipt.events});
  put(line, receipt.stream ? std::to_string(static_cast<int>(receipt.stream->category)) : "");
  put(line, receipt.stream ? receipt.stream->id : "");
  put(line, receipt.version);
  put(line, receipt.reason);
  put(line, receipt.expected);
  put(line, receipt.actual);
  put(line, static_cast<std::int64_t>(receipt.fields.size()));
  for (const domain::FieldProblem& field : receipt.fields) {
    put(line, field.name);
    put(line, field.problem);
  }
  put(line, std::int64_t{receipt.first != nullptr});
  if (receipt.first) put(line, *receipt.first);
}

class Words {
 public:
  explicit Words(const std::string& line) : m_rest(line) {}
  bool fits() const { return m_fits; }

  std::string text() {
    const std::size_t end = m_rest.find('\t');
    m_fits = m_fits && end != std::string_view::npos;
    if (!m_fits) return {};
    std::string word(m_rest.substr(0, end));
    m_rest.remove_prefix(end + 1);
    return word;
  }
  std::optional<std::int64_t> maybe() {
    const std::string word = text();
    if (word.empty()) return std::nullopt;
    std::int64_t value = 0;
    m_fits = m_fits && std::from_chars(word.data(), word.data() + word.size(), value).ec == std::errc();
    return value;
  }
  std::int64_t number() {
    const auto value = maybe();
    m_fits = m_fits && value.has_value();
    return value.value_or(0);
  }

  Receipt receipt(const base::CommandId& id) {
    Receipt receipt;
    receipt.command = id;
    receipt.outcome = static_cast<command::Outcome>(std::clamp<std::int64_t>(number(), 0, static_cast<std::int64_t>(command::outcomeNames.size()) - 1));
    receipt.position = number();
    receipt.events = static_cast<int>(number());
    const auto category = maybe();
    const std::string stream = text();
    if (category) receipt.stream = store::StreamRef{static_cast<domain::Category>(*category), stream};
    receipt.version = number();
    receipt.reason = text();
    receipt.expected = maybe();
    receipt.actual = maybe();
    for (std::int64_t left = number(); left > 0 && m_fits; --left) {
      std::string field = text();
      receipt.fields.push_back({std::move(field), text()});
    }
    if (number() != 0 && m_fits) receipt.first = std::make_shared<const Receipt>(this->receipt(id));
    return receipt;
  }

 private:
  std::string_view m_rest;
  bool m_fits = true;
};

}  // namespace

std::string lineOf(const Receipt& receipt) {
  std::string line;
  put(line, receipt);
  return line;
}

std::optional<Receipt> receiptOf(const std::string& line, const base::CommandId& id) {
  Words words(line);
  Receipt receipt = words.receipt(id);
  if (!words.fits()) return std::nullopt;
  return receipt;
}

}  // namespace twinlane::simulation
