#include <array>
#include <cmath>

#include "task.hpp"

namespace equivarify::gallery {
namespace {

/// Angles of one leg and their speeds. `roll` swings it sideways, outwards where it is positive.
struct Leg {
  double roll;
  double hip;
  double knee;
  double roll_speed;
  double hip_speed;
  double knee_speed;

  /// How far below the hip its foot is.
  [[nodiscard]] double height() const {
    return std::cos(roll) * (std::cos(hip) + std::cos(hip + knee));
  }
};

/// The trunk leans by `pitch` forwards and by `roll` to the side of the leg that is meant.
struct Trunk {
  double pitch;
  double roll;
  double pitch_speed;
  double roll_speed;
};

Leg draw_leg(Random& random) {
  return {random.uniform(-0.3, 0.3),
          random.uniform(-0.8, 0.8),
          random.uniform(0, 1.2),
          random.uniform(-2, 2),
          random.uniform(-2, 2),
          random.uniform(-2, 2)};
}

/// What holds \p leg up: springs, dampers and gravity, against the fall of the trunk. One law for
/// both legs, so that a mirror image has mirrored torques.
std::array<double, 3> torques(Leg const& leg, Leg const& other, Trunk const& trunk) {
  double const load = 1 / (1 + std::exp(-8 * (leg.height() - other.height())));
  return {-2 * leg.roll - 0.2 * leg.roll_speed +
              load * (1.5 * std::sin(trunk.roll) + 0.3 * trunk.roll_speed),
          -2 * leg.hip - 0.2 * leg.hip_speed +
              load * (2 * std::sin(trunk.pitch) + 0.4 * trunk.pitch_speed),
          -1.5 * (leg.knee - 0.4) - 0.2 * leg.knee_speed + load * std::sin(leg.hip + leg.knee)};
}

// Inputs: for the left leg, then the right one, roll, hip, knee; the same for speeds; then pitch,
// roll and their speeds of the trunk. Rolls count to the left, so that a mirror changes their signs
// and exchanges the legs.
void add_row(Random& random, Split& split) {
  Leg const left = draw_leg(random);
  Leg const right = draw_leg(random);
  Trunk const trunk{random.uniform(-0.4, 0.4),
                    random.uniform(-0.4, 0.4),
                    random.uniform(-1, 1),
                    random.uniform(-1, 1)};
  Trunk const mirrored{trunk.pitch, -trunk.roll, trunk.pitch_speed, -trunk.roll_speed};
  Field& inputs = split.field("inputs");
  for (double const x : {left.roll, left.hip, left.knee, -right.roll, right.hip, right.knee}) {
    inputs.add(x);
  }
  for (double const x : {left.roll_speed,
                         left.hip_speed,
                         left.knee_speed,
                         -right.roll_speed,
                         right.hip_speed,
                         right.knee_speed,
                         trunk.pitch,
                         trunk.roll,
                         trunk.pitch_speed,
                         trunk.roll_speed}) {
    inputs.add(x);
  }
  std::array<double, 3> const l = torques(left, right, trunk);
  std::array<double, 3> const r = torques(right, left, mirrored);
  for (double const torque : {l[0], l[1], l[2], -r[0], r[1], r[2]}) {
    split.field("torques").add(torque);
  }
  double const difference = left.height() - right.height();
  split.field("stance").add(std::abs(difference) < 0.1 ? 2 : difference > 0 ? 0 : 1);
  double const lean =
      std::hypot(trunk.pitch + 0.3 * trunk.pitch_speed, trunk.roll + 0.3 * trunk.roll_speed);
  split.field("danger").add(lean);
}

} // namespace

std::vector<Split> robot_c2(fs::path const&) {
  return draw(
      {{"inputs", {16}}, {"torques", {6}}, {"stance", {}}, {"danger", {1}}}, 10000, 2000, add_row);
}

} // namespace equivarify::gallery
