#include "equivarify/codegen/layers/registry.hpp"

#include "equivarify/codegen/layers/functions.hpp"

#include <algorithm>

namespace equivarify::codegen {

// Each is defined in the file of its name.
LayerType const& conv1d_type();
LayerType const& conv2d_type();
LayerType const& conv3d_type();
LayerType const& conv_transpose2d_type();
LayerType const& dense_type();
LayerType const& relu_type();
LayerType const& sigmoid_type();
LayerType const& tanh_type();
LayerType const& elu_type();
LayerType const& leaky_relu_type();
LayerType const& gelu_type();
LayerType const& hard_sigmoid_type();
LayerType const& clip_type();
LayerType const& max_pool1d_type();
LayerType const& max_pool2d_type();
LayerType const& max_pool3d_type();
LayerType const& average_pool1d_type();
LayerType const& average_pool2d_type();
LayerType const& average_pool3d_type();
LayerType const& global_average_pool1d_type();
LayerType const& global_average_pool2d_type();
LayerType const& global_average_pool3d_type();
LayerType const& upsample2d_type();
LayerType const& flatten_type();
LayerType const& softmax_type();
LayerType const& add_type();
LayerType const& multiply_type();
LayerType const& concatenate_type();
LayerType const& batch_norm_type();
LayerType const& layer_norm_type();
LayerType const& dropout_type();

namespace {

std::vector<LayerType const*> all_types() {
  std::vector<LayerType const*> all{&conv1d_type(),
                                    &conv2d_type(),
                                    &conv3d_type(),
                                    &conv_transpose2d_type(),
                                    &dense_type(),
                                    &relu_type(),
                                    &sigmoid_type(),
                                    &tanh_type(),
                                    &elu_type(),
                                    &leaky_relu_type(),
                                    &gelu_type(),
                                    &hard_sigmoid_type(),
                                    &clip_type()};
  for (LayerType const* const type : function_types()) {
    all.push_back(type);
  }
  for (LayerType const* const type : {&max_pool1d_type(),
                                      &max_pool2d_type(),
                                      &max_pool3d_type(),
                                      &average_pool1d_type(),
                                      &average_pool2d_type(),
                                      &average_pool3d_type(),
                                      &global_average_pool1d_type(),
                                      &global_average_pool2d_type(),
                                      &global_average_pool3d_type(),
                                      &upsample2d_type(),
                                      &flatten_type(),
                                      &softmax_type(),
                                      &add_type(),
                                      &multiply_type(),
                                      &concatenate_type(),
                                      &batch_norm_type(),
                                      &layer_norm_type(),
                                      &dropout_type()}) {
    all.push_back(type);
  }
  return all;
}

} // namespace

std::vector<LayerType const*> const& layer_types() {
  static std::vector<LayerType const*> const all = all_types();
  return all;
}

LayerType const* find_layer_type(std::string const& name) {
  auto const& all = layer_types();
  auto const found = std::find_if(
      all.begin(), all.end(), [&](LayerType const* type) { return type->name() == name; });
  return found == all.end() ? nullptr : *found;
}

} // namespace equivarify::codegen
