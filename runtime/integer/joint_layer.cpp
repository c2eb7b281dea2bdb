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
            .has_sign = has_sign[l + 1],
            .multiplies = kind_ == FormKind::multiply};
  std::size_t const count = kind_ == FormKind::copies ? product.size() : layer.form.reads();
  std::size_t first = 0;
  for (std::size_t i = 0; i < count; ++i) {
    std::size_t const source = kind_ == FormKind::copies ? 0 : i;
    std::size_t const value = value_read(layer.form, l, source);
    std::size_t const channels = channels_of(weights, value);
    parts_.push_back({.source = source,
                      .channels = channels,
                      .pixels = value == 0 ? weights.layers.front().form.pixels()
                                           : weights.layers[value - 1].form.output_pixels(),
                      .first = first,
                      .zero = has_sign[value] ? signed_zero : std::uint8_t{0},
                      .lift = layer.lifts.empty() ? std::uint8_t{0} : layer.lifts[i]});
    first += kind_ == FormKind::add || kind_ == FormKind::multiply ? 0 : channels;
  }
}

bool JointLayer::is_one(LayerForm const& form) {
  return joins_values(form.kind) || form.kind == FormKind::copies;
}

std::size_t JointLayer::copy_bytes(Part const& part) const {
  return quads_of(part.channels) * quad * part.pixels;
}

std::size_t JointLayer::output_bytes() const {
  return quads_of(outputs_) * quad * pixels_;
}

bool JointLayer::is_stretched(Part const& part) const {
  return part.pixels != pixels_ || (kind_ == FormKind::multiply && part.channels != outputs_);
}

/// The entry of \p part, one copy of which \p in is, that stands for each of the result.
void JointLayer::stretch(Part const& part, std::uint8_t const* in, std::uint8_t* out) const {
  for (std::size_t i = 0; i < output_bytes(); ++i) {
    std::size_t const channel = part.channels == 1 ? 0 : i / quad / pixels_ * quad + i % quad;
    std::size_t const pixel = part.pixels == 1 ? 0 : i / quad % pixels_;
    out[i] = in[(channel / quad * part.pixels + pixel) * quad + channel % quad];
  }
}

/// What copy \p c, of all images, has of \p part.
std::uint8_t const* JointLayer::copy_of(Part const& part,
                                        std::span<std::uint8_t const* const> sources,
                                        std::size_t c) const {
  std::size_t const order = product_.size();
  std::size_t const k = static_cast<std::size_t>(&part - parts_.data());
  std::size_t const copy = kind_ == FormKind::copies ? c - c % order + product_[c % order][k] : c;
  return sources[part.source] + copy * copy_bytes(part);
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
    kernel.join(terms, copies * output_bytes(), joint_, out);
    return;
  }
  if (kind_ == FormKind::multiply) {
    run_product(kernel, sources, copies, out);
    return;
  }
  for (std::size_t c = 0; c < copies; ++c) {
    for (Part const& part : parts_) {
      JoinTerm const term{copy_of(part, sources, c), part.zero, part.lift};
      place(kernel, part, term, out + c * output_bytes());
    }
  }
}

void JointLayer::run_product(IntegerKernel const& kernel,
                             std::span<std::uint8_t const* const> sources,
                             std::size_t copies,
                             std::uint8_t* out) const {
  std::vector<std::vector<std::uint8_t>> stretched(parts_.size());
  for (std::size_t c = 0; c < copies; ++c) {
    std::vector<JoinTerm> terms;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      std::uint8_t const* values = copy_of(parts_[i], sources, c);
      if (is_stretched(parts_[i])) {
        stretched[i].resize(output_bytes());
        stretch(parts_[i], values, stretched[i].data());
        values = stretched[i].data();
      }
      terms.push_back({values, parts_[i].zero, parts_[i].lift});
    }
    kernel.join(terms, output_bytes(), joint_, out + c * output_bytes());
  }
}

/// Parts that begin with a quad may fill their last one with what stands for nothing; the next part
/// overwrites it.
void JointLayer::place(IntegerKernel const& kernel,
                       Part const& part,
                       JoinTerm const& term,
                       std::uint8_t* out) const {
  std::size_t const size = copy_bytes(part);
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
  bool const multiplies = kind_ == FormKind::multiply;
  std::fill_n(sums, images * product_.size() * size, multiplies ? 1 : 0);
  std::vector<std::uint8_t> stretched(output_bytes());
  for (std::size_t c = 0; c < images * product_.size(); ++c) {
    for (Part const& part : parts_) {
      std::uint8_t const* in = copy_of(part, sources, c);
      if (is_stretched(part)) {
        stretch(part, in, stretched.data());
        in = stretched.data();
      }
      std::size_t const channels = multiplies ? outputs_ : part.channels;
      for (std::size_t i = 0; i < channels * pixels_; ++i) {
        std::size_t const channel = i / pixels_;
        std::size_t const from = (channel / quad * pixels_ + i % pixels_) * quad + channel % quad;
        std::int32_t const entry = in[from] - part.zero;
        std::int32_t& sum = sums[c * size + part.first * pixels_ + i];
        sum = multiplies ? sum * entry : sum + entry * (std::int32_t{1} << part.lift);
      }
    }
  }
}

} // namespace equivarify::runtime
