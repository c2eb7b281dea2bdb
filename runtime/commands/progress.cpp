#include "equivarify/runtime/commands/progress.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <cmath>

namespace equivarify::runtime {

namespace {

constexpr std::chrono::milliseconds refresh_time{100};

/// The plain lines of one epoch, its last one not counted.
constexpr std::size_t parts_per_epoch = 4;

std::string rate_text(double images_per_second) {
  return grouped(static_cast<std::uint64_t>(std::llround(images_per_second))) + " images/s";
}

/// ` (kind 0.1234, place 0.5678)`: the losses of the outputs in training, or in validation; nothing
/// where there are not several.
std::string outputs_text(EpochRecord const& epoch, bool in_validation) {
  std::string list;
  for (OutputLossRecord const& output : epoch.outputs.value_or(std::vector<OutputLossRecord>{})) {
    double const loss = in_validation ? output.validation_loss.value_or(0) : output.loss;
    list += text(list.empty() ? " (" : ", ", output.name, " ", fixed(loss, 4));
  }
  return list.empty() ? "" : list + ")";
}

/// What validation says after \p epoch; nothing without it.
std::string validation_text(EpochRecord const& epoch) {
  if (!epoch.validation_loss) {
    return "";
  }
  std::optional<double> const accuracy = epoch.validation_accuracy;
  return text("validation ",
              fixed(*epoch.validation_loss, 4),
              outputs_text(epoch, true),
              accuracy ? ", " + percent(*accuracy) + " right" : "",
              "  ");
}

} // namespace

bool LiveLine::due() const {
  return console_.interactive && std::chrono::steady_clock::now() >= next_;
}

void LiveLine::show(std::string const& line) {
  if (console_.interactive) {
    console_.out << "\r\x1b[K" << line << std::flush;
    shown_ = true;
    next_ = std::chrono::steady_clock::now() + refresh_time;
  }
}

void LiveLine::clear() {
  if (shown_) {
    console_.out << "\r\x1b[K" << std::flush;
    shown_ = false;
  }
}

std::string bar(double share, std::size_t width) {
  auto const full = static_cast<std::size_t>(std::lround(share * static_cast<double>(width)));
  std::string result;
  for (std::size_t i = 0; i < width; ++i) {
    result += i < full ? "█" : "░";
  }
  return result;
}

void CountProgress::update(std::size_t done, std::size_t total) {
  if (line_.due()) {
    double const share = static_cast<double>(done) / static_cast<double>(total);
    line_.show(text(what_, " ", bar(share, 24), " ", fixed(100 * share, 0), " %"));
  }
}

TrainingProgress::TrainingProgress(Console const& console,
                                   TrainingSettings const& settings,
                                   TrainingState const& start)
    : console_(console), settings_(settings), line_(console), first_images_(images_done(start)),
      epochs_shown_(start.epochs.size()), part_shown_(part_of_epoch(start)) {}

void TrainingProgress::update(TrainingState const& state) {
  if (state.epochs.size() > epochs_shown_) {
    show_epoch(state);
  } else if (line_.due()) {
    line_.show(now_line(state, true));
  } else if (!console_.interactive && part_of_epoch(state) != part_shown_) {
    show_part(state);
  }
}

void TrainingProgress::show_epoch(TrainingState const& state) {
  EpochRecord const& epoch = state.epochs.back();
  line_.clear();
  console_.out << "epoch " << epoch.epoch << '/' << settings_.plan.epochs << "  loss "
               << fixed(epoch.loss, 4) << outputs_text(epoch, false) << "  "
               << validation_text(epoch) << rate_text(epoch.images_per_second) << "  "
               << duration(epoch.seconds) << std::endl;
  epochs_shown_ = state.epochs.size();
  part_shown_ = 0;
}

void TrainingProgress::show_part(TrainingState const& state) {
  console_.out << "  " << now_line(state, false) << std::endl;
  part_shown_ = part_of_epoch(state);
}

std::string TrainingProgress::now_line(TrainingState const& state, bool with_bar) const {
  double const share = static_cast<double>(state.position) / static_cast<double>(settings_.images);
  double const rate = images_per_second(state);
  auto const left = settings_.plan.epochs * settings_.images - images_done(state);
  return text("epoch ",
              state.epoch + 1,
              "/",
              settings_.plan.epochs,
              " ",
              with_bar ? bar(share, 24) : "",
              right_aligned(fixed(100 * share, 0), 4),
              " %  ",
              rate_text(rate),
              "  loss ",
              fixed(state.epoch_loss.mean(), 4),
              "  ",
              duration(static_cast<double>(left) / rate),
              " left");
}

std::size_t TrainingProgress::part_of_epoch(TrainingState const& state) const {
  return state.position * parts_per_epoch / settings_.images;
}

double TrainingProgress::images_per_second(TrainingState const& state) const {
  std::chrono::duration<double> const time = std::chrono::steady_clock::now() - start_;
  return static_cast<double>(images_done(state) - first_images_) / time.count();
}

std::size_t TrainingProgress::images_done(TrainingState const& state) const {
  return state.epoch * settings_.images + state.position;
}

} // namespace equivarify::runtime
