#include "equivarify/runtime/integer/integer_engine.hpp"

#include "equivarify/runtime/integer/fast_layers.hpp"

#include <algorithm>

namespace equivarify::runtime {

namespace {

/// Images of one task: as many as fill the lanes of layers on vectors.
constexpr std::size_t images_at_once = 12;

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
    IntegerLayer const& layer = weights.layers[l];
    layers_.emplace_back(
        layer, description.order, has_sign[value_read(layer.form, l, 0)], has_sign[l + 1]);
    joints_.emplace_back();
    if (JointLayer::is_one(layer.form)) {
      joints_.back().emplace(weights, l, description.product);
    }
    if (layer.form.flat && gathered_from_ == weights.layers.size()) {
      gathered_from_ = l;
    }
  }
  plan_values_of(weights);
  fast_ = form == IntegerForm::fastest ? fast_layers(weights, layers_, description_.product)
                                       : std::vector<std::optional<FastLayer>>(layers_.size());
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    if (fast_[l]) {
      layers_[l].weights = {};
    }
  }
}

void IntegerEngine::plan_values_of(IntegerWeights const& weights) {
  std::vector<LayerForm> forms;
  value_bytes_.push_back(description_.order * layers_.front().input_bytes());
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    forms.push_back(weights.layers[l].form);
    value_bytes_.push_back(description_.order * layers_[l].output_bytes());
  }
  plan_ = plan_values(forms, gathered_from_);
}

std::string IntegerEngine::describe_form(std::size_t l) const {
  return fast_[l] ? fast_[l]->describe() : std::string();
}

std::vector<std::uint8_t> IntegerEngine::caps_for_tiles(IntegerWeights const& weights) const {
  return runtime::caps_for_tiles(weights, layers_, description_.product);
}

std::int64_t IntegerEngine::largest_factor(std::size_t l) const {
  return fast_[l] ? fast_[l]->largest_factor() : 0;
}

std::size_t IntegerEngine::output_size() const {
  LayerForm const& form = layers_.back().form;
  return description_.order * form.outputs * form.output_pixels();
}

std::size_t IntegerEngine::weight_bytes() const {
  std::size_t bytes = 0;
  for (std::size_t l = 0; l < layers_.size(); ++l) {
    bytes += layers_[l].weights.size() + layers_[l].finishes.size() * sizeof(Finish) +
             layers_[l].lane_finishes.size() * sizeof(LaneFinish) +
             (fast_[l] ? fast_[l]->weight_bytes() : 0);
  }
  return bytes;
}

void IntegerEngine::forward(std::span<float const> images, std::span<std::int32_t> sums) {
  std::size_t const size = description_.input_size();
  std::size_t const count = images.size() / size;
  std::size_t const threads = pool_->thread_count();
  if (count < threads) {
    for (std::size_t n = 0; n < count; ++n) {
      forward_task(images.subspan(n * size, size),
                   sums.data() + n * output_size(),
                   {*pool_, scratch_},
                   scratch_.front());
    }
    return;
  }
  // As many tasks for one thread as for another, of nearly one size.
  std::size_t const rounds = (count + threads * images_at_once - 1) / (threads * images_at_once);
  std::size_t const tasks = rounds * threads;
  std::size_t const each = (count + tasks - 1) / tasks;
  pool_->run((count + each - 1) / each, [&](std::size_t task, std::size_t thread) {
    std::size_t const first = task * each;
    std::size_t const end = std::min(count, first + each);
    forward_task(images.subspan(first * size, (end - first) * size),
                 sums.data() + first * output_size(),
                 Threads(scratch_[thread]),
                 scratch_[thread]);
  });
}

void IntegerEngine::allocate(Scratch& scratch) const {
  std::size_t const largest = *std::max_element(value_bytes_.begin(), value_bytes_.end());
  scratch.values.resize(plan_.count);
  for (std::vector<std::uint8_t>& buffer : scratch.values) {
    buffer.resize(images_at_once * largest + kernel_slack);
  }
  scratch.together.resize(plan_.together.size());
  for (std::size_t k = 0; k < plan_.together.size(); ++k) {
    scratch.together[k].resize(images_at_once * value_bytes_[plan_.together[k]] + kernel_slack);
  }
}

void IntegerEngine::forward_task(std::span<float const> images,
                                 std::int32_t* sums,
                                 Threads const& threads,
                                 Scratch& scratch) const {
  std::size_t const count = images.size() / description_.input_size();
  allocate(scratch);
  for (std::size_t n = 0; n < count; ++n) {
    read_copies(description_,
                input_,
                layers_.front(),
                images.subspan(n * description_.input_size(), description_.input_size()),
                scratch.values[plan_.buffers.front()].data());
    for (std::size_t l = 0; l < gathered_from_; ++l) {
      run_layer(l, 1, sums + n * output_size(), threads, scratch);
    }
    for (std::size_t k = 0; k < plan_.together.size(); ++k) {
      std::size_t const value = plan_.together[k];
      std::copy_n(scratch.values[plan_.buffers[value]].data(),
                  value_bytes_[value],
                  scratch.together[k].data() + n * value_bytes_[value]);
    }
  }
  for (std::size_t l = gathered_from_; l < layers_.size(); ++l) {
    run_layer(l, count, sums, threads, scratch);
  }
}

/// Layer \p l of \p images images; the last one makes \p sums.
void IntegerEngine::run_layer(std::size_t l,
                              std::size_t images,
                              std::int32_t* sums,
                              Threads const& threads,
                              Scratch& scratch) const {
  scratch.sources.clear();
  for (std::size_t i = 0; i < layers_[l].form.reads(); ++i) {
    std::size_t const value = value_read(layers_[l].form, l, i);
    auto const kept = std::find(plan_.together.begin(), plan_.together.end(), value);
    scratch.sources.push_back(
        l >= gathered_from_ && kept != plan_.together.end()
            ? scratch.together[static_cast<std::size_t>(kept - plan_.together.begin())].data()
            : scratch.values[plan_.buffers[value]].data());
  }
  apply({.place = l,
         .layer = layers_[l],
         .images = images,
         .sources = scratch.sources,
         .in = scratch.sources.front(),
         .out = scratch.values[plan_.buffers[l + 1]].data(),
         .sums = sums,
         .threads = threads,
         .scratch = scratch});
}

void IntegerEngine::apply(Run const& run) const {
  if (std::optional<FastLayer> const& fast = fast_[run.place]) {
    apply_fast(run, *fast);
    return;
  }
  if (std::optional<JointLayer> const& joint = joints_[run.place]) {
    if (run.place + 1 == layers_.size()) {
      joint->run_sums(run.sources, run.images, run.sums);
    } else {
      joint->run(kernel_, run.sources, run.images, run.out);
    }
    return;
  }
  if (run.layer.form.kind == FormKind::weighted) {
    if (run.layer.is_direct) {
      apply_direct(run);
    } else {
      apply_gathered(run);
    }
    return;
  }
  run.threads.run(run.images * description_.order, [&](std::size_t c, Scratch& /*scratch*/) {
    apply_to_copy(
        run.layer, run.in + c * run.layer.input_bytes(), run.out + c * run.layer.output_bytes());
  });
}

void IntegerEngine::apply_fast(Run const& run, FastLayer const& fast) const {
  std::size_t const bands = fast.bands(run.threads.size());
  run.threads.run(run.images * bands, [&](std::size_t task, Scratch& scratch) {
    std::size_t const copy = task / bands * description_.order;
    fast.run(kernel_,
             run.in + copy * run.layer.input_bytes(),
             run.out + copy * run.layer.output_bytes(),
             {.number = task % bands, .count = bands},
             scratch.fast);
  });
}

} // namespace equivarify::runtime
