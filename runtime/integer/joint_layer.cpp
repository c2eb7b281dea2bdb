#include "equivarify/runtime/integer/joint_layer.hpp"

#include "equivarify/runtime/integer/packed_layer.hpp"

#include <algorithm>

namespace equivarify::runtime {

JointLayer::JointLayer(IntegerWeights const& weights,
                       std::size_t l,
                       std::vector<std::vector<std::uint32_t>> const& product)
    : kind_(weights.layers[l].form.kind), pixels_(weights.layers[l].form.output_pixels()),
      outputs_(weights.layers[l].form.outputs), product_(product) {
  IntegerLayer const& layer = weights.layers[l];
  std::vector<bool> const has_sign = signed_values(weights);
  joint_ = {.shift = layer.shifts.empty() ? std::uint8_t{0} : layer.shifts.front(),
            .has_sign = has_sign[l + 1]};
  std::size_t const count = kind_ == FormKind::copies ? product.size() : layer.form.reads();
  std::size_t first = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const source = kind_ == FormKind::copies ? 0 : i;
    std::size_t const value = value_read(layer.form, l, source);
    std::size_t const channels =
        value == 0 ? weights.layers.front().form.channels : weights.layers[value - 1].form.outputs;
    parts_.push_back({.source = source,
                      .channels = channels,
                      .first = first,
                      .zero = has_sign[value] ? signed_zero : std::uint8_t{0},
                      .lift = layer.lifts.empty() ? std::uint8_t{0} : layer.lifts[i]});
    first += kind_ == FormKind::add ? 0 : channels;
  }
}

bool JointLayer::is_one(LayerForm const& form) {
  return form.kind == FormKind::add || form.kind == FormKind::concatenate ||
         form.kind == FormKind::copies;
}

std::size_t JointLayer::copy_bytes(std::size_t channels) const {
  return quads_of(channels) * quad * pixels_;
}

/// What copy \p c, of all images, has of \p part.
std::uint8_t const* JointLayer::copy_of(Part const& part,
                                        std::span<std::uint8_t const* const> sources,
                                        std::size_t c) const {
  std::size_t const order = product_.size();
  std::size_t const k = static_cast<std::size_t>(&part - parts_.data());
  std::size_t const copy = kind_ == FormKind::copies ? c - c % order + product_[c % order][k] : c;
  return sources[part.source] + copy * copy_bytes(part.channels);
}

void JointLayer::run(IntegerKernel const& kernel,
                     std::span<std::uint8_t const* const> sources,
                     std::size_t images,
                     std::uint8_t* out) const {
  std::size_t const copies = images * product_.size();
  std::vector<JoinTerm> terms;
  if (kind_ == FormKind::add) {
    for (Part const& part : parts_) {
      terms.push_back({sources[part.source], part.zero, part.lift});
    }
    kernel.join(terms, copies * copy_bytes(outputs_), joint_, out);
    return;
  }
  for (std::size_t c = 0; c < copies; ++c) {
    for (Part const& part : parts_) {
      JoinTerm const term{copy_of(part, sources, c), part.zero, part.lift};
      place(kernel, part, term, out + c * copy_bytes(outputs_));
    }
  }
}

/// Parts that begin with a quad may fill their last one with what stands for nothing; the next part
/// overwrites it.
void JointLayer::place(IntegerKernel const& kernel,
                       Part const& part,
                       JoinTerm const& term,
                       std::uint8_t* out) const {
  std::size_t const size = copy_bytes(part.channels);
  if (part.first % quad == 0) {
    kernel.join({&term, 1}, size, joint_, out + part.first * pixels_);
    return;
  }
  std::vector<std::uint8_t> values(size);
  kernel.join({&term, 1}, size, joint_, values.data());
  for (std::size_t i = 0; i < part.channels * pixels_; ++i) {
    std::size_t const channel = part.first + i / pixels_;
    std::size_t const from = i / pixels_ / quad * pixels_ + i % pixels_;
    std::size_t const to = channel / quad * pixels_ + i % pixels_;
    out[to * quad + channel % quad] = values[from * quad + i / pixels_ % quad];
  }
}

void JointLayer::run_sums(std::span<std::uint8_t const* const> sources,
                          std::size_t images,
                          std::int32_t* sums) const {
  std::size_t const size = outputs_ * pixels_;
  std::fill_n(sums, images * product_.size() * size, 0);
  for (std::size_t c = 0; c < images * product_.size(); ++c) {
    for (Part const& part : parts_) {
      std::uint8_t const* const in = copy_of(part, sources, c);
      for (std::size_t i = 0; i < part.channels * pixels_; ++i) {
        std::size_t const channel = i / pixels_;
        std::size_t const from = (channel / quad * pixels_ + i % pixels_) * quad + channel % quad;
        std::int32_t const entry = in[from] - part.zero;
        sums[c * size + part.first * pixels_ + i] += entry * (std::int32_t{1} << part.lift);
      }
    }
  }
}

} // namespace equivarify::runtime
