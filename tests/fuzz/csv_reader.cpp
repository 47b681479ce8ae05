// libFuzzer target: any bytes as a file of rows. The reader ends in rows or in an error that names file and line, the same
// wherever its blocks end; and what is written of its fields with quotes comes back equal.
#include "memory_file.h"
#include "transfer/csv/csv_reader.h"

#include <cstdlib>

using namespace twinlane;

namespace {

using Rows = std::vector<std::vector<std::string>>;

struct Reading {
  Rows rows;
  std::vector<std::int64_t> lines;
  std::vector<base::Digest> digests;
  std::optional<base::Error> error;
};

Reading readAll(const std::string& path, transfer::CsvFormat format, std::size_t blockBytes) {
  Reading reading;
  auto source = transfer::ByteSource::open(path);
  if (!source) {
    reading.error = source.error();
    return reading;
  }
  transfer::CsvReader reader(std::move(*source), format, blockBytes);
  transfer::CsvRow row;
  for (;;) {
    const auto more = reader.next(row);
    if (!more) reading.error = more.error();
    if (!more || !*more) return reading;
    reading.rows.emplace_back(row.fields.begin(), row.fields.end());
    reading.lines.push_back(row.line);
    reading.digests.push_back(reader.prefixDigest());
  }
}

std::string written(const Rows& rows, char separator) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += separator;
      text += '"';
      for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::MemoryFile file;
  if (size == 0) return 0;
  const transfer::CsvFormat format{(data[0] & 1) != 0 ? ';' : ',', (data[0] & 2) != 0 ? '\0' : '"'};
  const std::size_t small = 4 + (data[0] >> 2);
  const std::string& path = file.put({reinterpret_cast<const char*>(data) + 1, size - 1});
  const Reading whole = readAll(path, format, 16 * 1024);
  if (whole.error && (whole.error->what.empty() || whole.error->where.empty() || whole.error->remedy.empty())) std::abort();
  const Reading cut = readAll(path, format, small);
  if (cut.error.has_value() != whole.error.has_value()) std::abort();
  if (whole.error) return 0;
  if (cut.rows != whole.rows || cut.lines != whole.lines || cut.digests != whole.digests) std::abort();
  const Reading again = readAll(file.put(written(whole.rows, format.separator)), {format.separator, '"'}, small);
  if (again.error || again.rows != whole.rows) std::abort();
  return 0;
}
