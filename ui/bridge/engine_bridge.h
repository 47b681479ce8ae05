// The window's side of the engine's door: commands and questions go out, receipts and answers come back on the GUI thread,
// once each. Nothing here waits. Owned by the shop session; destroyed after the engine has stopped. GUI thread unless said.
#pragma once

#include "bridge/background.h"
#include "bridge/gui_post.h"
#include "bridge/press_book.h"
#include "bridge/visibility_watch.h"
#include "engine/engine.h"

#include <QObject>

namespace twinlane::ui {

// A receipt with the two times a person is told.
struct TimedReceipt {
  command::Receipt receipt;
  std::int64_t storedMicros = 0;  // from the key press to the durable answer
};

class EngineBridge : public QObject {
  Q_OBJECT

 public:
  explicit EngineBridge(engine::Engine& engine);
  ~EngineBridge() override;

  engine::Engine& engine() { return m_engine; }
  const engine::Engine& engine() const { return m_engine; }
  void stop();

  // `answered` runs on the GUI thread unless `context` has gone. An id that is all zero gets a new one. One of many is not told of
  // by stored().
  enum class Kind { Single, Bulk };
  void submit(command::Envelope envelope, QObject* context, std::function<void(const TimedReceipt&)> answered, Kind kind = Kind::Single);
  // Tells when the order list shows everything up to `position`, in microseconds since `since`.
  void awaitVisible(store::Position position, base::SteadyTime since, QObject* context, std::function<void(std::int64_t)> seen);

  // Asks on a reader thread and answers on the GUI thread. False when too many questions wait. The flag takes it back.
  template <class T>
  bool ask(QObject* context, std::function<T(query::Reader&)> question, std::function<void(T)> answered, query::CancelFlag cancelled = {}) {
    QPointer<QObject> guard(context);
    return m_engine.readers().post([guard, question = std::move(question), answered = std::move(answered)](query::Reader& reader) {
      auto answer = std::make_shared<T>(question(reader));
      postToGui([guard, answer, answered] {
        if (guard) answered(std::move(*answer));
      });
    }, std::move(cancelled));
  }

  void pause(const std::string& projection, const std::string& reason);
  void resume(const std::string& projection);
  // A slow piece of work on the bridge's thread; `done` on the GUI thread.
  void inBackground(std::function<void()> work, QObject* context, std::function<void()> done);

  // The same for work that answers. What is long may take minutes: nothing quick waits behind it.
  enum class Length { Quick, Long };
  template <class T>
  void fetch(Length length, std::function<T()> work, QObject* context, std::function<void(T)> done) {
    auto answer = std::make_shared<std::optional<T>>();
    post(length == Length::Long ? m_slow : m_background, [answer, work = std::move(work)] { answer->emplace(work()); }, context,
         [answer, done = std::move(done)] { done(std::move(**answer)); });
  }
  // Says what the engine refused.
  void report(const base::Status& status);

  PressBook& presses() { return m_presses; }
  const std::string& actor() const { return m_actor; }

 signals:
  void failed(const QString& text);
  // A command of this window, by its type.
  void stored(const std::string& command, const command::Receipt& receipt);

 private:
  static void post(Background& thread, std::function<void()> work, QObject* context, std::function<void()> done);

  engine::Engine& m_engine;
  std::string m_actor;
  Background m_background, m_slow;
  VisibilityWatch m_watch;
  PressBook m_presses;
};

}  // namespace twinlane::ui
