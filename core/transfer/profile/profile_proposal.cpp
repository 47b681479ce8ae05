#include "transfer/profile/profile_proposal.h"

#include "base/decimal.h"
#include "base/format/utf8.h"
#include "domain/factor.h"
#include "domain/format/json_text.h"
#include "transfer/csv/csv_reader.h"
#include "transfer/value/date_format.h"
#include "transfer/value/text_encoding.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <set>

namespace twinlane::transfer {
namespace {

constexpr std::int64_t mostSampleBytes = 64 * 1024;
constexpr std::size_t mostSampleRows = 500;

// Names of columns, letters and digits only, the likelier ones first.
struct Naming {
  const char* field;
  std::vector<const char*> names;
};
const std::vector<Naming>& namings() {
  static const std::vector<Naming> all = {
      {"order", {"orderid", "orderno", "ordernumber", "ordernr", "order", "invoiceno", "invoiceid", "invoicenumber", "invoice", "documentno", "docno", "document", "doc", "receiptno", "receipt", "transactionid", "transaction",
                 "bestellnr", "bestellnummer", "bestellung", "auftragsnr", "auftragsnummer", "auftrag", "belegnr", "belegnummer", "beleg", "rechnungsnr", "rechnungsnummer", "rechnung", "commande", "facture", "pedido", "factura", "ordine", "fattura"}},
      {"product", {"productid", "productcode", "productno", "sku", "product", "articleid", "articleno", "articlenumber", "article", "itemid", "itemcode", "itemno", "item", "stockcode", "gtin", "ean",
                   "artikelnr", "artikelnummer", "artikel", "art", "produktnr", "produkt", "produit", "reference", "producto", "articulo", "prodotto", "articolo"}},
      {"description", {"description", "productname", "itemname", "articlename", "title", "beschreibung", "bezeichnung", "artikelbezeichnung", "text", "designation", "descripcion", "descrizione"}},
      {"quantity", {"quantity", "qty", "quantityordered", "units", "pieces", "menge", "anzahl", "stueck", "stck", "quantite", "quantit", "cantidad", "quantita"}},
      {"unit_price", {"unitprice", "priceeach", "itemprice", "price", "einzelpreis", "stueckpreis", "preis", "prixunitaire", "prix", "preciounitario", "precio", "prezzounitario", "prezzo"}},
      {"line_amount", {"lineamount", "linetotal", "netamount", "amount", "total", "betrag", "gesamtpreis", "zeilensumme", "summe", "montant", "importe", "importo"}},
      {"discount", {"discount", "rabatt", "remise", "descuento", "sconto"}},
      {"tax_rate", {"taxrate", "vatrate", "vat", "mwst", "ust", "steuersatz", "tva", "iva"}},
      {"placed_at", {"orderdate", "orderedat", "placedat", "createdat", "invoicedate", "datetime", "timestamp", "date", "time", "bestelldatum", "auftragsdatum", "belegdatum", "datum", "zeit", "fecha", "data"}},
      {"customer", {"customerid", "customerno", "customernumber", "customer", "clientid", "client", "buyer", "kundennr", "kundennummer", "kunde", "cliente"}},
      {"country", {"country", "shipcountry", "land", "pays", "pais", "paese"}},
      {"currency", {"currencycode", "currency", "waehrung", "whrung", "devise", "moneda", "valuta"}},
  };
  return all;
}

constexpr std::array<const char*, 22> dateFormats = {
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%d %H:%M:%S%z",
    "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M", "%m/%d/%Y", "%m/%d/%Y %I:%M %p", "%d-%m-%Y", "%d-%b-%Y", "%Y/%m/%d"};

// What files write where there is nothing.
constexpr std::array<const char*, 8> nothings = {"n/a", "N/A", "NA", "NULL", "null", "\\N", "-", "none"};

struct Sample {
  char separator = ',';
  bool utf8 = true;
  std::vector<std::string> columns;             // UTF-8
  std::vector<std::vector<std::string>> rows;  // those as wide as the header
  std::size_t raggedRows = 0;
  std::vector<std::string> of(std::size_t column) const {
    std::vector<std::string> values;
    for (const auto& row : rows)
      if (!row[column].empty()) values.push_back(row[column]);
    return values;
  }
};

base::Result<Sample> readSample(const std::string& path, char separator) {
  auto source = ByteSource::open(path, mostSampleBytes);
  if (!source) return tl::unexpected(source.error());
  CsvReader reader(std::move(*source), {separator, '"'});
  CsvRow row;
  Sample sample;
  sample.separator = separator;
  if (auto header = reader.header(row); !header) return tl::unexpected(header.error());
  std::vector<std::vector<std::string>> all;
  for (bool more = true; more && all.size() <= mostSampleRows;) {
    sample.utf8 = sample.utf8 && base::isUtf8(row.raw);
    std::vector<std::string>& fields = all.emplace_back();
    for (const auto& field : row.fields) fields.emplace_back(trimmed(field));
    const auto next = reader.next(row);
    // The last row of a sample may be cut, and what follows be no CSV as far as a sample can tell.
    if (reader.source().cut()) break;
    if (!next) return tl::unexpected(next.error());
    more = *next;
  }
  if (!sample.utf8)
    for (auto& fields : all)
      for (std::string& field : fields) field = inUtf8(field, Encoding::Latin1);
  sample.columns = std::move(all.front());
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i].size() == sample.columns.size()) sample.rows.push_back(std::move(all[i]));
    else ++sample.raggedRows;
  }
  return sample;
}

// The separator under which most columns stand in most rows.
base::Result<Sample> bestSample(const std::string& path) {
  std::optional<base::Result<Sample>> best;
  const auto worth = [](const Sample& sample) { return sample.columns.size() * (sample.rows.size() + 1) / (sample.raggedRows + 1); };
  for (const char separator : {',', ';', '\t', '|'}) {
    auto sample = readSample(path, separator);
    if (!best || (sample && (!*best || worth(*sample) > worth(**best)))) best = std::move(sample);
  }
  if (*best && (*best)->rows.empty()) return base::fail(base::ErrorCode::BadInput, "there is no row below the header", path, "give a file whose first row names its columns and that has rows");
  return std::move(*best);
}

std::string plain(const std::string& name) {
  std::string letters;
  for (const char c : name) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) letters += c;
    else if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
  }
  return letters;
}

bool isNumber(const std::string& text, char decimalSign) {
  bool digit = false, sign = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] >= '0' && text[i] <= '9') digit = true;
    else if (text[i] == decimalSign && !sign) sign = true;
    else if (i != 0 || (text[i] != '-' && text[i] != '+')) return false;
  }
  return digit;
}

class Proposing {
 public:
  explicit Proposing(const Sample& sample) : m_sample(sample) {}

  ProfileProposal propose(const std::string& path) {
    findColumns();
    findTime();
    findNumbers();
    findDates();
    const std::string name = std::filesystem::path(path).stem().stem().string();
    key("name", quoted(name));
    key("source", quoted(name), "the source's name is the file's: give the one that all files of this source share");
    key("shape", quoted("flat_lines"));
    key("encoding", quoted(m_sample.utf8 ? "utf-8" : "latin-1"));
    key("separator", quoted(std::string(1, m_sample.separator)));
    key("decimal_sign", quoted(std::string(1, m_decimalSign)), m_bothSigns ? "numbers with points and with commas were seen: say which is the decimal sign" : "");
    if (!m_missing.empty()) key("missing", list(m_missing));
    if (m_columns.contains("placed_at")) {
      key("date_format", quoted(m_dates.empty() ? "" : m_dates.front()),
          m_dates.size() > 1 ? m_dates[1] + " fits as many of the values seen: say which is meant"
          : m_unfitting > 0  ? std::to_string(m_unfitting) + " of the values seen are written otherwise: give a list of formats, or they are set aside"
                             : "");
      key("zone", quoted("UTC"), "say whose wall clock the times show, for example Europe/London");
    }
    if (!m_columns.contains("currency")) key("currency", quoted(""));
    const auto columnsAt = m_text.size();
    columns();
    tellTimes(columnsAt);
    const std::string quantity = m_columns.contains("quantity") ? m_columns["quantity"] : "";
    m_text += "  \"classes\": [\n    {\"name\": \"return\", \"fate\": \"return_line\", \"when\": [{\"column\": " + quoted(quantity) + ", \"sign\": \"negative\"}]},\n    {\"name\": \"sale\", \"fate\": \"sale_line\", \"when\": [{\"column\": " +
              quoted(quantity) + ", \"sign\": \"positive\"}]}\n  ]\n}\n";
    // What reading it would stop at comes with the rest.
    auto problems = readProfile("", m_text).problems;
    m_toDecide.insert(m_toDecide.end(), problems.begin(), problems.end());
    std::stable_sort(m_toDecide.begin(), m_toDecide.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    return {std::move(m_text), std::move(m_toDecide)};
  }

 private:
  static std::string quoted(const std::string& text) { return domain::toJson(domain::Node::ofText(text)); }
  static std::string list(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "[" : ", ") + quoted(text);
    return all + "]";
  }

  void key(const std::string& name, const std::string& value, const std::string& guessed = {}) {
    m_text += "  " + quoted(name) + ": " + value + ",\n";
    if (!guessed.empty()) m_toDecide.push_back({"", std::count(m_text.begin(), m_text.end(), '\n'), name, "is a guess", guessed});
  }

  void columns() {
    m_text += "  \"columns\": {";
    bool first = true;
    for (const std::string& field : profileFields()) {
      const bool needed = field == "order" || field == "product" || field == "quantity" || (field == "unit_price" && !m_columns.contains("line_amount"));
      if (!needed && !m_columns.contains(field)) continue;
      m_text += std::string(first ? "\n" : ",\n") + "    " + quoted(field) + ": " + quoted(m_columns.contains(field) ? m_columns[field] : "");
      first = false;
    }
    m_text += "\n  },\n";
  }

  std::size_t indexOf(const std::string& field) const {
    return static_cast<std::size_t>(std::find(m_sample.columns.begin(), m_sample.columns.end(), m_columns.at(field)) - m_sample.columns.begin());
  }

  void findColumns() {
    std::set<std::string> taken;
    for (const Naming& naming : namings())
      for (const char* name : naming.names) {
        if (m_columns.contains(naming.field)) break;
        for (const std::string& column : m_sample.columns)
          if (plain(column) == name && std::count(m_sample.columns.begin(), m_sample.columns.end(), column) == 1 && taken.insert(column).second) {
            m_columns[naming.field] = column;
            break;
          }
      }
    // What a line comes to follows from its price.
    if (m_columns.contains("unit_price")) m_columns.erase("line_amount");
  }

  void findNumbers() {
    bool points = false, commas = false;
    std::set<std::string> missing;
    for (const char* field : {"quantity", "unit_price", "line_amount", "discount", "tax_rate"}) {
      if (!m_columns.contains(field)) continue;
      for (const std::string& value : m_sample.of(indexOf(field))) {
        points = points || (value.find('.') != std::string::npos && isNumber(value, '.'));
        commas = commas || (value.find(',') != std::string::npos && isNumber(value, ','));
      }
    }
    m_decimalSign = commas && !points ? ',' : '.';
    m_bothSigns = commas && points;
    for (const auto& [field, column] : m_columns)
      for (const std::string& value : m_sample.of(indexOf(field)))
        if (isNothing(value)) missing.insert(value);
    m_missing.assign(missing.begin(), missing.end());
    perCent("discount", "discount_percent");
    perCent("tax_rate", "tax_percent");
  }

  // A share is at most one.
  void perCent(const std::string& share, const std::string& percent) {
    if (!m_columns.contains(share)) return;
    auto values = m_sample.of(indexOf(share));
    const bool isPerCent = std::any_of(values.begin(), values.end(), [&](std::string& value) {
      std::replace(value.begin(), value.end(), m_decimalSign, '.');
      return base::parseDecimal(value, domain::Factor::scale).value_or(0) > domain::Factor::one;
    });
    if (!isPerCent) return;
    m_columns[percent] = m_columns[share];
    m_columns.erase(share);
  }

  // A column of dates that no field has is the order's time when it is the only one.
  void findTime() {
    if (m_columns.contains("placed_at")) return;
    for (std::size_t i = 0; i < m_sample.columns.size(); ++i) {
      const std::string& column = m_sample.columns[i];
      const bool isFree = std::none_of(m_columns.begin(), m_columns.end(), [&](const auto& taken) { return taken.second == column; });
      if (isFree && std::count(m_sample.columns.begin(), m_sample.columns.end(), column) == 1 && isMostlyDates(i)) m_times.push_back(column);
    }
    m_isTimeGuessed = m_times.size() == 1;
    if (m_isTimeGuessed) m_columns["placed_at"] = m_times.front();
  }

  bool isMostlyDates(std::size_t column) const {
    auto values = m_sample.of(column);
    std::erase_if(values, isNothing);
    if (values.empty()) return false;
    return std::any_of(dateFormats.begin(), dateFormats.end(), [&](const char* format) { return 2 * fitting(values, format) > std::ssize(values); });
  }

  static bool isNothing(const std::string& value) { return std::find(nothings.begin(), nothings.end(), value) != nothings.end(); }

  static std::ptrdiff_t fitting(const std::vector<std::string>& values, const char* format) {
    const auto dates = DateFormat::from(format);
    return std::count_if(values.begin(), values.end(), [&](const std::string& value) { return dates->read(value).has_value(); });
  }

  std::int64_t lineAt(std::size_t place) const { return std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(place), '\n') + 1; }

  // At the line where it is said, or the one behind which it would be.
  void tellTimes(std::size_t columnsAt) {
    const std::int64_t line = lineAt(columnsAt);
    if (m_isTimeGuessed) return m_toDecide.push_back({"", lineAt(m_text.find("\"placed_at\"", columnsAt)), "columns.placed_at", "is a guess", "'" + m_times.front() + "' is the only column of dates: say whether it is when the order was placed"});
    if (m_columns.contains("placed_at")) return;
    std::string columns;
    for (const std::string& column : m_times) columns += (columns.empty() ? "'" : ", '") + column + "'";
    if (m_times.empty()) m_toDecide.push_back({"", line, "columns.placed_at", "the order's time is not said by any column: orders will be marked 'time unknown'", "name the column under placed_at with its date_format, if there is one"});
    else m_toDecide.push_back({"", line, "columns.placed_at", "several columns hold dates: " + columns, "name the one that says when the order was placed under placed_at, with its date_format; else orders will be marked 'time unknown'"});
  }

  void findDates() {
    if (!m_columns.contains("placed_at")) return;
    auto values = m_sample.of(indexOf("placed_at"));
    std::erase_if(values, [&](const std::string& value) { return std::find(m_missing.begin(), m_missing.end(), value) != m_missing.end(); });
    // Those that fit most values: a file has its slips.
    std::ptrdiff_t most = 1;
    for (const char* format : dateFormats) {
      const auto fits = fitting(values, format);
      if (fits > most) m_dates.clear();
      if (fits >= most) m_dates.emplace_back(format);
      most = std::max(most, fits);
    }
    if (!m_dates.empty() && most < std::ssize(values)) m_unfitting = std::ssize(values) - most;
  }

  const Sample& m_sample;
  std::map<std::string, std::string> m_columns;  // field -> column
  std::vector<std::string> m_missing, m_dates;
  std::vector<std::string> m_times;  // columns of dates that no field had
  char m_decimalSign = '.';
  bool m_bothSigns = false, m_isTimeGuessed = false;
  std::ptrdiff_t m_unfitting = 0;
  std::string m_text = "{\n";
  std::vector<ProfileProblem> m_toDecide;
};

// Several tables and logs have relations that no header tells.
base::Status mayBeProposedFor(const std::string& path) {
  constexpr const char* remedy = "choose one that was written for these files, or write one after those that come with the program: core/transfer/README.md and 'twinlanectl profile schema' say how";
  std::error_code problem;
  if (std::filesystem::is_directory(path, problem))
    return base::fail(base::ErrorCode::BadInput, "a profile can be proposed for one CSV file with a row for each order line; this is a folder", path, remedy);
  auto source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  std::array<char, 16> start{};
  const auto got = source->read(start);
  if (!got) return tl::unexpected(got.error());
  const std::string_view begins(start.data(), *got);
  if (begins.starts_with("SQLite format 3") || begins.starts_with('{') || begins.starts_with('<'))
    return base::fail(base::ErrorCode::BadInput, "a profile can be proposed for one CSV file with a row for each order line; this looks like an event log", path, remedy);
  return {};
}

}  // namespace

base::Result<ProfileProposal> proposeProfile(const std::string& path) {
  if (auto may = mayBeProposedFor(path); !may) return tl::unexpected(may.error());
  const auto sample = bestSample(path);
  if (!sample) return tl::unexpected(sample.error());
  return Proposing(*sample).propose(path);
}

}  // namespace twinlane::transfer
