#include "simulation/process/child_shop.h"

#include "engine/engine.h"
#include "simulation/process/receipt_line.h"
#include "simulation/verb.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <semaphore>
#include <thread>

#include <unistd.h>

namespace twinlane::simulation {
namespace {

constexpr int clients = 4;
constexpr int onTheirWay = 24;  // of one client
constexpr std::uint64_t oneInRepeats = 8;

// Short enough to be written whole or not at all.
void say(const std::string& line) {
  const std::string whole = line + "\n";
  if (::write(STDOUT_FILENO, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size())) std::abort();
}

class Clients {
 public:
  Clients(engine::Engine& engine, Script& script, std::size_t next, std::size_t count) : m_engine(engine), m_script(script), m_next(next), m_end(next + count) {}

  void run(std::uint64_t seed) {
    std::vector<std::jthread> all;
    for (std::size_t client = 0; client < clients; ++client) all.emplace_back([this, seed, client] { give(base::SeededRandom(seed + client), m_room[client]); });
  }

 private:
  using Room = std::counting_semaphore<onTheirWay>;
  struct Turn {
    std::size_t number = 0;
    command::Envelope envelope;
  };

  std::optional<Turn> take(base::Random& random) {
    const std::lock_guard lock(m_mutex);
    if (m_next == m_end) return std::nullopt;
    // Some that were given before, most of them lately.
    const bool again = m_next > 0 && random.below(oneInRepeats) == 0;
    const std::size_t back = random.below(4) == 0 ? m_next : std::min<std::size_t>(m_next, 200);
    const std::size_t number = again ? m_next - 1 - random.below(back) : m_next++;
    return Turn{number, m_script[number]};
  }

  void give(base::SeededRandom random, Room& room) {
    for (;;) {
      room.acquire();
      auto turn = take(random);
      if (!turn) break;
      say("s\t" + std::to_string(turn->number));
      m_engine.submit(std::move(turn->envelope), [&room, number = turn->number](const command::Receipt& receipt) {
        say("a\t" + std::to_string(number) + "\t" + lineOf(receipt));
        room.release();
      });
    }
    for (int left = 1; left < onTheirWay; ++left) room.acquire();
  }

  engine::Engine& m_engine;
  Script& m_script;
  std::mutex m_mutex;
  std::size_t m_next;
  const std::size_t m_end;
  // Until the engine has stopped: who gives an answer may still be leaving.
  std::array<Room, clients> m_room{Room{onTheirWay}, Room{onTheirWay}, Room{onTheirWay}, Room{onTheirWay}};
};

int shop(const Arguments& given) {
  const char* folder = std::getenv(shopFolder);
  if (folder == nullptr) return 2;
  engine::Options options;
  options.dataFolder = folder;
  auto engine = engine::Engine::open(options);
  if (!engine) {
    std::fprintf(stderr, "the shop does not open: %s %s\n", engine.error().what.c_str(), engine.error().where.c_str());
    return 1;
  }
  Script script(given.seed());
  Clients all(**engine, script, static_cast<std::size_t>(given["from"]), static_cast<std::size_t>(given["count"]));
  all.run(given.seed() ^ static_cast<std::uint64_t>(given["from"]));
  (*engine)->stop();
  return 0;
}

[[maybe_unused]] const bool knowsShop = registerVerb({"shop", {{"seed", 1, 0}, {"from", 0, 0}, {"count", 100}}, shop});

}  // namespace
}  // namespace twinlane::simulation
