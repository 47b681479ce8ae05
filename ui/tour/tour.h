// The demo tour: eight beats that play by themselves in a practice shop, through the same pages, levers and order entry a person uses.
// Every number in a caption was measured in this run and is kept beside it by name; a beat that fails says so and the next one plays.
// A pause holds the beats, not the shop. What the tour moved is back at rest when it ends, whoever ends it. GUI thread; owned by the
// frame, whose shop has a load.
#pragma once

#include "bridge/engine_bridge.h"
#include "tour/tour_sandbox.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QTimer>

#include <array>
#include <memory>

namespace twinlane::ui {

class ShopFrame;

class Tour : public QObject {
  Q_OBJECT

 public:
  enum class Fate { ToCome, Playing, Told, Failed };
  struct Beat {
    QString title, caption;
    Fate fate = Fate::ToCome;
    QMap<QString, std::int64_t> figures = {};  // what the caption's numbers are made of: "stored_us", "confirmed"
  };
  enum Step : std::size_t { TwoLanes, AnOrder, Paused, CaughtUp, Reading, Killed, Flipped, YourTurn, Steps };

  // `program`: what is killed in its own shop, see tour_sandbox.h.
  Tour(ShopFrame& frame, QString program);
  ~Tour() override;

  void start();
  void setHeld(bool isHeld);
  bool isHeld() const { return m_isHeld; }
  const std::array<Beat, Steps>& beats() const { return m_beats; }
  std::size_t step() const { return m_step; }
  // The last beat has been told and stands until somebody chooses.
  bool isOver() const { return m_step == YourTurn; }
  // Beats last so many times as long; what is measured takes its own time. For tests.
  void setPace(double pace) { m_pace = pace; }

 signals:
  void changed();
  void told(std::size_t step);

 private:
  void begin(std::size_t step);
  void look();
  void beginStep();
  void lookAtStep();
  void tell(const QString& caption, const QMap<QString, std::int64_t>& figures);
  void fail(const QString& why);
  bool has(int seconds) const;
  void typeOrder(int pieces);
  void lookAtLanes();
  void lookAtOrder();
  void lookAtPaused();
  void beginCatchUp();
  void beginReading();
  void lookAtReading();
  void runSandbox();
  void showKilled(const base::Result<KilledShop>& killed);
  void showFlipped(const base::Result<FlippedByte>& flipped);
  void backToRest();

  ShopFrame& m_frame;
  std::shared_ptr<TourSandbox> m_sandbox;
  std::array<Beat, Steps> m_beats;
  std::size_t m_step = 0;
  QTimer m_timer;
  QElapsedTimer m_since;
  std::int64_t m_played = 0;  // of this beat, in milliseconds, without what was held
  double m_pace = 1;
  bool m_isHeld = false, m_isTyped = false, m_isPaused = false;
  QString m_placed;  // by the tour, in this beat
  std::int64_t m_readsBefore = 0, m_writeBefore = 0;
};

}  // namespace twinlane::ui
