#include "equivarify/codegen/report/loss_curve.hpp"

#include "equivarify/codegen/report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace equivarify::codegen {
namespace {

constexpr double width = 720.0;
constexpr double height = 260.0;
constexpr double left = 52.0;
constexpr double right = width - 10.0;
constexpr double top = 10.0;
constexpr double bottom = height - 30.0;

/// A loss where it is drawn, which may be between two steps.
struct LossDot {
  double step = 0.0;
  double loss = 0.0;
};

/// The losses of one output.
struct OutputLine {
  std::string name;
  std::vector<LossDot> dots;
};

/// Where a step and a loss lie on the picture.
class Axes {
public:
  Axes(std::vector<LossBin> const& bins, std::vector<LossDot> const& dots, double last_step)
      : last_step_(last_step), lowest_(std::log10(bins.front().smallest)), highest_(lowest_) {
    for (LossBin const& bin : bins) {
      take_in(bin.smallest);
      take_in(bin.largest);
    }
    for (LossDot const& point : dots) {
      take_in(point.loss);
    }
    highest_ = std::max(highest_, lowest_ + 0.1);
  }

  [[nodiscard]] double x(double step) const { return left + (right - left) * step / last_step_; }

  [[nodiscard]] double y(double loss) const {
    return bottom - (bottom - top) * (std::log10(loss) - lowest_) / (highest_ - lowest_);
  }

  /// The losses to name on the axis: powers of ten, and between them when there is room.
  [[nodiscard]] std::vector<double> ticks() const {
    std::vector<double> ticks;
    for (int power = static_cast<int>(std::floor(lowest_)); power <= highest_; ++power) {
      double const base = std::pow(10.0, power);
      add_tick(base, ticks);
      if (highest_ - lowest_ < 2.0) {
        add_tick(2.0 * base, ticks);
        add_tick(5.0 * base, ticks);
      }
    }
    return ticks;
  }

private:
  void take_in(double loss) {
    lowest_ = std::min(lowest_, std::log10(loss));
    highest_ = std::max(highest_, std::log10(loss));
  }

  void add_tick(double loss, std::vector<double>& ticks) const {
    if (std::log10(loss) >= lowest_ && std::log10(loss) <= highest_) {
      ticks.push_back(loss);
    }
  }

  double last_step_;
  double lowest_;
  double highest_;
};

std::string loss_axis(Axes const& axes) {
  std::string svg;
  for (double const loss : axes.ticks()) {
    svg += fmt::format("<path class=\"rule\" d=\"M{:.1f} {y:.1f}H{:.1f}\"/>"
                       "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\">{:.4g}</text>\n",
                       left,
                       right,
                       left - 8.0,
                       axes.y(loss) + 4.0,
                       loss,
                       fmt::arg("y", axes.y(loss)));
  }
  return svg;
}

std::string epoch_axis(std::size_t epochs) {
  std::string svg;
  double const one = (right - left) / static_cast<double>(epochs);
  for (std::size_t epoch = 0; epoch < epochs; ++epoch) {
    double const begin = left + one * static_cast<double>(epoch);
    svg += fmt::format(R"(<path class="rule" d="M{:.1f} {:.1f}V{:.1f}"/>)", begin, top, bottom);
    if (epochs <= 12) {
      svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">epoch {}</text>\n",
                         begin + one / 2.0,
                         height - 10.0,
                         epoch + 1);
    }
  }
  return svg;
}

std::string band(Axes const& axes, std::vector<LossBin> const& bins) {
  std::string path = R"(<path class="band" d="M)";
  for (LossBin const& bin : bins) {
    path += fmt::format("{:.1f} {:.1f} ", axes.x(bin.step), axes.y(bin.largest));
  }
  std::vector<LossBin> const back(bins.rbegin(), bins.rend());
  for (LossBin const& bin : back) {
    path += fmt::format("{:.1f} {:.1f} ", axes.x(bin.step), axes.y(bin.smallest));
  }
  return path + "Z\"/>\n";
}

std::string line(Axes const& axes, std::vector<LossBin> const& bins) {
  std::string path = R"(<path class="line" d="M)";
  for (LossBin const& bin : bins) {
    path += fmt::format("{:.1f} {:.1f} ", axes.x(bin.step), axes.y(bin.mean));
  }
  return path + "\"/>\n";
}

std::string dots(Axes const& axes, std::vector<LossDot> const& points) {
  std::string svg;
  for (LossDot const& point : points) {
    svg += fmt::format("<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>\n",
                       axes.x(point.step),
                       axes.y(point.loss));
  }
  return svg;
}

/// A line for each output, in a colour of its own, with its name at its end.
std::string output_lines(Axes const& axes, std::vector<OutputLine> const& lines) {
  std::string svg;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string const colour = fmt::format("hsl({} 60% 45%)", 30 + 300 * i / lines.size());
    std::string path;
    for (LossDot const& dot : lines[i].dots) {
      path += fmt::format("{:.1f} {:.1f} ", axes.x(dot.step), axes.y(dot.loss));
    }
    svg += fmt::format("<path class=\"line\" style=\"stroke: {}\" d=\"M{}\"/>"
                       "<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"end\" style=\"fill: {}\">{}"
                       "</text>\n",
                       colour,
                       path,
                       axes.x(lines[i].dots.back().step),
                       axes.y(lines[i].dots.back().loss) - 6.0,
                       colour,
                       escape_html(lines[i].name));
  }
  return svg;
}

/// What \p loss_of says of each epoch, at that \p part of it; what has no place on a logarithmic
/// scale is left out.
template <typename LossOf>
std::vector<LossDot> dots_of(TrainingRecord const& training, double part, LossOf const& loss_of) {
  std::vector<LossDot> dots;
  double const one = static_cast<double>(training.curve.back().step) /
                     static_cast<double>(std::max<std::size_t>(1, training.epochs.size()));
  for (EpochRecord const& epoch : training.epochs) {
    double const loss = loss_of(epoch);
    if (loss > 0.0 && std::isfinite(loss)) {
      dots.push_back({.step = one * (static_cast<double>(epoch.epoch) - 1.0 + part), .loss = loss});
    }
  }
  return dots;
}

/// The lines of all outputs that have points.
std::vector<OutputLine> lines_of(TrainingRecord const& training) {
  std::vector<OutputLine> lines;
  for (std::string const& name : told_outputs(training)) {
    std::vector<LossDot> dots = dots_of(training, 0.5, [&](EpochRecord const& epoch) {
      OutputLossRecord const* const told = told_loss(epoch, name);
      return told == nullptr ? 0.0 : told->loss;
    });
    if (!dots.empty()) {
      lines.push_back({name, std::move(dots)});
    }
  }
  return lines;
}

LossBin bin_of(std::vector<CurvePoint> const& points, std::size_t begin, std::size_t end) {
  LossBin bin{.smallest = points[begin].loss, .largest = points[begin].loss};
  for (std::size_t i = begin; i < end; ++i) {
    bin.step += static_cast<double>(points[i].step);
    bin.mean += points[i].loss;
    bin.smallest = std::min(bin.smallest, points[i].loss);
    bin.largest = std::max(bin.largest, points[i].loss);
  }
  auto const size = static_cast<double>(end - begin);
  bin.step /= size;
  bin.mean /= size;
  return bin;
}

} // namespace

std::vector<LossBin> loss_bins(std::vector<CurvePoint> const& curve, std::size_t count) {
  std::vector<CurvePoint> points;
  std::copy_if(curve.begin(), curve.end(), std::back_inserter(points), [](CurvePoint const& point) {
    return point.loss > 0.0 && std::isfinite(point.loss);
  });
  std::size_t const bins = std::min(count, points.size());
  std::vector<LossBin> result;
  for (std::size_t i = 0; i < bins; ++i) {
    result.push_back(bin_of(points, i * points.size() / bins, (i + 1) * points.size() / bins));
  }
  return result;
}

std::vector<std::string> told_outputs(TrainingRecord const& training) {
  std::vector<std::string> names;
  if (!training.epochs.empty() && training.epochs.back().outputs) {
    for (OutputLossRecord const& output : *training.epochs.back().outputs) {
      names.push_back(output.name);
    }
  }
  return names;
}

OutputLossRecord const* told_loss(EpochRecord const& epoch, std::string const& name) {
  if (!epoch.outputs) {
    return nullptr;
  }
  auto const found =
      std::find_if(epoch.outputs->begin(),
                   epoch.outputs->end(),
                   [&](OutputLossRecord const& output) { return output.name == name; });
  return found == epoch.outputs->end() ? nullptr : &*found;
}

std::string loss_curve_svg(TrainingRecord const& training) {
  std::vector<LossBin> const bins = loss_bins(training.curve, 100);
  if (bins.size() < 2) {
    return "";
  }
  auto const last_step = static_cast<double>(training.curve.back().step);
  std::vector<LossDot> const validation = dots_of(
      training, 1.0, [](EpochRecord const& epoch) { return epoch.validation_loss.value_or(0.0); });
  std::vector<OutputLine> const outputs = lines_of(training);
  std::vector<LossDot> all = validation;
  for (OutputLine const& output : outputs) {
    all.insert(all.end(), output.dots.begin(), output.dots.end());
  }
  Axes const axes(bins, all, last_step);
  return fmt::format("<svg class=\"curve\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"loss by "
                     "step, from {:.4g} to {:.4g}\">\n",
                     width,
                     height,
                     bins.front().mean,
                     bins.back().mean) +
         loss_axis(axes) + epoch_axis(std::max<std::size_t>(training.epochs.size(), 1)) +
         band(axes, bins) + line(axes, bins) + output_lines(axes, outputs) +
         dots(axes, validation) + "</svg>\n";
}

} // namespace equivarify::codegen
