#include "equivarify/runtime/integer/integer_engine.hpp"

#include "equivarify/runtime/integer/fast_layers.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace equivarify::runtime {

namespace {

/// Images of one task: as many as fill the lanes of layers on vectors.
constexpr std::size_t images_at_once = 12;

/// Kernels may read past the last output of a block.
constexpr std::size_t slack = 4 * quad * lanes_at_once;

} // namespace

IntegerEngine::IntegerEngine(IntegerWeights const& weights,
                             Description const& description,
                             ThreadPool& pool,
                             IntegerKernel const& kernel,
                             IntegerForm form)
    : description_(description), input_(weights.input), kernel_(kernel), pool_(&pool),
      gathered_from_(weights.layers.size()), scratch_(pool.thread_count()) {
  std::vector<bool> const has_sign = signed_values(weights);
  for (std::size_t l = 0; l < weights.layers.size(); ++l) {
    layers_.emplace_back(weights.layers[l], description.order, has_sign[l], has_sign[l + 1]);
    if (layers_.back().form.flat && gathered_from_ == weights.layers.size()) {
      gathered_from_ = l;
    }
    largest_value_ =
        std::max({largest_value_, layers_.back().input_bytes(), layers_.back().output_bytes()});
  }
  fast_ = form == IntegerForm::fastest ? fast_layers(weights, layers_, description_.product)
                                       : std::vector<std::optional<FastLayer>>(layers_.size());
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    if (fast_[l]) {
      layers_[l].weights = {};
    }
  }
}

std::string IntegerEngine::describe_form(std::size_t l) const {
  return fast_[l] ? fast_[l]->describe() : std::string();
}

std::size_t IntegerEngine::output_size() const {
  LayerForm const& form = layers_.back().form;
  return description_.order * form.outputs * form.output_pixels();
}

std::size_t IntegerEngine::weight_bytes() const {
  std::size_t bytes = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    bytes += layers_[l].weights.size() + layers_[l].finishes.size() * sizeof(Finish) +
             (fast_[l] ? fast_[l]->weight_bytes() : 0);
  }
  return bytes;
}

void IntegerEngine::forward(std::span<float const> images, std::span<std::int32_t> sums) {
  std::size_t const size = description_.input_size();
  std::size_t const count = images.size() / size;
  std::size_t const threads = pool_->thread_count();
  std::size_t const each =
      std::clamp<std::size_t>((count + threads - 1) / threads, 1, images_at_once);
  pool_->run((count + each - 1) / each, [&](std::size_t task, std::size_t thread) {
    std::size_t const first = task * each;
    std::size_t const end = std::min(count, first + each);
    forward_task(images.subspan(first * size, (end - first) * size),
                 sums.data() + first * output_size(),
                 scratch_[thread]);
  });
}

void IntegerEngine::forward_task(std::span<float const> images,
                                 std::int32_t* sums,
                                 Scratch& scratch) const {
  std::size_t const count = images.size() / description_.input_size();
  std::size_t const value = description_.order * largest_value_;
  scratch.values[0].resize(images_at_once * value + slack);
  scratch.values[1].resize(images_at_once * value + slack);
  scratch.together.resize(images_at_once * value + slack);
  std::size_t const together = gathered_from_ < layers_.size()
                                   ? description_.order * layers_[gathered_from_].input_bytes()
                                   : 0;
  for (std::size_t n = 0; n < count; ++n) {
    read_copies(description_,
                input_,
                layers_.front(),
                images.subspan(n * description_.input_size(), description_.input_size()),
                scratch.values[0].data());
    for (std::size_t l = 0; l < gathered_from_; ++l) {
      apply({layers_[l],
             fast(l),
             1,
             scratch.values[l % 2].data(),
             scratch.values[(l + 1) % 2].data(),
             sums + n * output_size()},
            scratch);
    }
    std::copy_n(scratch.values[gathered_from_ % 2].data(),
                together,
                scratch.together.data() + n * together);
  }
  std::uint8_t const* in = scratch.together.data();
  for (std::size_t l = gathered_from_; l < layers_.size(); ++l) {
    std::uint8_t* const out = scratch.values[l % 2].data();
    apply({layers_[l], fast(l), count, in, out, sums}, scratch);
    in = out;
  }
}

void IntegerEngine::apply(Run const& run, Scratch& scratch) const {
  if (run.fast != nullptr) {
    for (std::size_t n = 0; n < run.images; ++n) {
      run.fast->run(kernel_,
                    run.in + n * description_.order * run.layer.input_bytes(),
                    run.out + n * description_.order * run.layer.output_bytes(),
                    scratch.fast);
    }
    return;
  }
  if (run.layer.form.kind == FormKind::weighted) {
    if (run.layer.is_direct) {
      apply_direct(run, scratch);
    } else {
      apply_gathered(run, scratch);
    }
    return;
  }
  for (std::size_t c = 0; c < run.images * description_.order; ++c) {
    apply_to_copy(
        run.layer, run.in + c * run.layer.input_bytes(), run.out + c * run.layer.output_bytes());
  }
}

std::uint8_t const* IntegerEngine::padded_input(Run const& run, Scratch& scratch) const {
  if (!run.layer.needs_padding()) {
    return run.in;
  }
  std::size_t const copies = run.images * description_.order;
  scratch.padded.resize(std::max(scratch.padded.size(), copies * run.layer.padded_bytes() + slack));
  for (std::size_t c = 0; c < copies; ++c) {
    run.layer.pad(run.in + c * run.layer.input_bytes(),
                  scratch.padded.data() + c * run.layer.padded_bytes());
  }
  return scratch.padded.data();
}

void IntegerEngine::apply_direct(Run const& run, Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::uint8_t const* const in = padded_input(run, scratch);
  std::size_t const outputs = (form.output_rows - 1) * layer.padded_columns + form.output_columns;
  for (std::size_t c = 0; c < run.images * description_.order; ++c) {
    std::size_t const h = c % description_.order;
    for (std::size_t first = 0; first < outputs; first += lanes_at_once) {
      scratch.rows.clear();
      for (std::size_t k = 0; k < layer.parts; ++k) {
        std::size_t const copy = c - h + part_of(form, h, k);
        for (std::size_t const offset : layer.row_offsets) {
          scratch.rows.push_back(in + copy * layer.padded_bytes() + offset + first * quad);
        }
      }
      scratch.segments.clear();
      std::size_t const end = std::min(first + lanes_at_once, outputs);
      for (std::size_t place = first; place < end;) {
        std::size_t const row = place / layer.padded_columns;
        std::size_t const column = place % layer.padded_columns;
        if (column < form.output_columns) {
          scratch.segments.push_back({.lane = place - first,
                                      .lanes = std::min(form.output_columns - column, end - place),
                                      .copy = c,
                                      .pixel = row * form.output_columns + column});
        }
        place = (row + 1) * layer.padded_columns;
      }
      multiply(run, scratch);
    }
  }
}

void IntegerEngine::apply_gathered(Run const& run, Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::uint8_t const* const in = padded_input(run, scratch);
  std::size_t const rows = layer.parts * layer.row_offsets.size();
  std::size_t const outputs = run.images * description_.order * form.output_pixels();
  scratch.patches.resize(std::max(scratch.patches.size(), rows * quad * lanes_at_once));
  scratch.rows.clear();
  for (std::size_t r = 0; r < rows; ++r) {
    scratch.rows.push_back(scratch.patches.data() + r * quad * lanes_at_once);
  }
  for (std::size_t first = 0; first < outputs; first += lanes_at_once) {
    gather(run, in, first, scratch);
    scratch.segments.clear();
    std::size_t const end = std::min(first + lanes_at_once, outputs);
    for (std::size_t output = first; output < end;) {
      std::size_t const pixel = output % form.output_pixels();
      std::size_t const count = std::min(form.output_pixels() - pixel, end - output);
      scratch.segments.push_back({.lane = output - first,
                                  .lanes = count,
                                  .copy = output / form.output_pixels(),
                                  .pixel = pixel});
      output += count;
    }
    multiply(run, scratch);
  }
}

void IntegerEngine::gather(Run const& run,
                           std::uint8_t const* in,
                           std::size_t first,
                           Scratch& scratch) const {
  PackedLayer const& layer = run.layer;
  LayerForm const& form = layer.form;
  std::size_t const outputs = run.images * description_.order * form.output_pixels();
  for (std::size_t lane = 0; lane < lanes_at_once && first + lane < outputs; ++lane) {
    std::size_t const pixel = (first + lane) % form.output_pixels();
    std::size_t const c = (first + lane) / form.output_pixels();
    std::size_t const h = c % description_.order;
    std::size_t const corner =
        quad * (pixel / form.output_columns * form.stride_rows * layer.padded_columns +
                pixel % form.output_columns * form.stride_columns);
    std::uint8_t* out = scratch.patches.data() + lane * quad;
    for (std::size_t k = 0; k < layer.parts; ++k) {
      std::uint8_t const* const copy =
          in + (c - h + part_of(form, h, k)) * layer.padded_bytes() + corner;
      for (std::size_t const offset : layer.row_offsets) {
        std::memcpy(out, copy + offset, quad);
        out += quad * lanes_at_once;
      }
    }
  }
}

void IntegerEngine::multiply(Run const& run, Scratch const& scratch) const {
  PackedLayer const& layer = run.layer;
  std::array<std::int32_t, filters_at_once * lanes_at_once> sums;
  std::array<std::uint32_t, lanes_at_once> quads;
  std::size_t const block = scratch.rows.size() * filters_at_once * quad;
  for (std::size_t f = 0; f < layer.form.outputs; f += quad) {
    if (f % filters_at_once == 0) {
      kernel_.products(scratch.rows.data(),
                       scratch.rows.size(),
                       layer.weights.data() + f / filters_at_once * block,
                       sums.data());
    }
    std::int32_t const* const four = sums.data() + f % filters_at_once * lanes_at_once;
    if (!layer.is_last) {
      kernel_.finish(four, layer.finishes[f / quad], quads.data());
    }
    for (Segment const& segment : scratch.segments) {
      if (layer.is_last) {
        store_sums(run, segment, f, four);
      } else {
        store(run, segment, f, quads.data());
      }
    }
  }
}

void IntegerEngine::store(Run const& run,
                          Segment const& segment,
                          std::size_t filter,
                          std::uint32_t const* quads) {
  PackedLayer const& layer = run.layer;
  std::size_t const place = filter / quad * layer.form.output_pixels() + segment.pixel;
  std::memcpy(run.out + segment.copy * layer.output_bytes() + place * quad,
              quads + segment.lane,
              segment.lanes * quad);
}

void IntegerEngine::store_sums(Run const& run,
                               Segment const& segment,
                               std::size_t filter,
                               std::int32_t const* sums) {
  LayerForm const& form = run.layer.form;
  Finish const& finish = run.layer.finishes[filter / quad];
  for (std::size_t i = 0; i < quad && filter + i < form.outputs; ++i) {
    std::size_t const plane = segment.copy * form.outputs + filter + i;
    std::transform(sums + i * lanes_at_once + segment.lane,
                   sums + i * lanes_at_once + segment.lane + segment.lanes,
                   run.sums + plane * form.output_pixels() + segment.pixel,
                   [&](std::int32_t sum) { return sum + finish.bias[i]; });
  }
}

} // namespace equivarify::runtime
