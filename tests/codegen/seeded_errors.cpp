#include "codegen/seeded_errors.hpp"

#include "equivarify/codegen/layers/batch_norm.hpp"
#include "equivarify/codegen/layers/convolution.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "codegen/passes_certified.hpp"

namespace equivarify::codegen {
namespace {

using nlohmann::json;

Step& step_called(Plan& plan, std::string const& name) {
  Step* found = nullptr;
  for_each_step(plan, [&](Step& step) { found = step.name == name ? &step : found; });
  return *found;
}

json& struct_called(json& certificate, std::string const& type) {
  return *std::find_if(certificate["structs"].begin(),
                       certificate["structs"].end(),
                       [&](json const& one) { return one["type"] == type; });
}

json& d4(json& certificate) {
  return certificate["schemes"]["rt::FourierD4"];
}

void replace(json& text, std::string const& old, std::string const& other) {
  auto code = text.get<std::string>();
  code.replace(code.find(old), old.size(), other);
  text = code;
}

void replace_code(json& certificate,
                  std::string const& type,
                  std::string const& old,
                  std::string const& other) {
  replace(struct_called(certificate, type)["code"], old, other);
}

void negate(json& number) {
  if (number.is_string()) {
    auto const text = number.get<std::string>();
    number = text.front() == '-' ? text.substr(1) : "-" + text;
  } else {
    number = -number.get<int>();
  }
}

/// The first entry of \p matrix that is not 0.
json& entry_of(json& matrix) {
  for (json& row : matrix) {
    for (json& entry : row) {
      if (entry != 0) {
        return entry;
      }
    }
  }
  return matrix[0][0];
}

void swap_rows(json& matrix, std::size_t i, std::size_t j) {
  std::swap(matrix[i], matrix[j]);
}

/// The operation of \p step with the field \p field of its type changed by \p change.
template <typename Layer>
Operation changed(Operation const& operation, std::function<void(Layer&)> const& change) {
  Layer layer = *operation.as<Layer>();
  change(layer);
  return Operation{layer};
}

std::vector<WrongPass> wrong_fusions() {
  return {
      {"relu fused into another layer",
       [](Plan& plan) {
         std::swap(step_called(plan, "conv2").relu, step_called(plan, "conv3").relu);
       }},
      {"relu lost", [](Plan& plan) { step_called(plan, "dense1").relu = false; }},
      {"relu that nobody asked for", [](Plan& plan) { step_called(plan, "dense2").relu = true; }},
      {"batch_norm lost", [](Plan& plan) { step_called(plan, "conv2").norm.reset(); }},
      {"batch_norm folded into another layer",
       [](Plan& plan) {
         std::swap(step_called(plan, "conv2").norm, step_called(plan, "conv3").norm);
       }},
      {"batch_norm folded with another epsilon",
       [](Plan& plan) {
         Operation& norm = step_called(plan, "conv2").norm->operation;
         norm = changed<BatchNorm>(norm, [](BatchNorm& one) { one.epsilon = 1e-5; });
       }},
      {"a sum over the group computed copy by copy",
       [](Plan& plan) { step_called(plan, "conv2").group = GroupAlgorithm::copy_by_copy; }},
      {"a layer copy by copy summed over the group",
       [](Plan& plan) { step_called(plan, "dense2").group = GroupAlgorithm::fourier; }},
      {"windows of another padding",
       [](Plan& plan) {
         Work& work = step_called(plan, "conv3").work;
         work = changed<Conv2d>(std::get<Operation>(work),
                                [](Conv2d& conv) { conv.padding = Padding::valid; });
       }},
      {"tiles on windows of another size",
       [](Plan& plan) {
         Work& work = step_called(plan, "conv3").work;
         work = changed<Conv2d>(std::get<Operation>(work), [](Conv2d& conv) {
           conv.kernel = {5, 5};
         });
       }},
      {"a layer that reads another value",
       [](Plan& plan) { step_called(plan, "conv3").reads = step_called(plan, "conv2").reads; }}};
}

std::vector<WrongPass> wrong_windows() {
  return {{"two layers in another order",
           [](Plan& plan) {
             std::swap(step_called(plan, "conv2").name, step_called(plan, "conv3").name);
           }},
          {"a layer left out",
           [](Plan& plan) {
             std::vector<Step>& steps = plan.image_steps;
             auto const pool = std::find_if(steps.begin(), steps.end(), [](Step const& step) {
               return step.is("max_pool2d");
             });
             plan.flattenings.front().read = pool->reads.front();
             steps.erase(pool);
           }},
          {"another number of filters",
           [](Plan& plan) {
             Work& work = step_called(plan, "conv3").work;
             work =
                 changed<Conv2d>(std::get<Operation>(work), [](Conv2d& conv) { conv.filters = 8; });
           }},
          {"vectors flattened in another order",
           [](Plan& plan) { plan.flattenings.front().by_channel = true; }}};
}

std::vector<WrongTable> wrong_schemes() {
  return {{"wrong sign in a transform", [](json& c) { negate(entry_of(d4(c)["input"][6])); }},
          {"swapped rows of a transform", [](json& c) { swap_rows(d4(c)["input"], 4, 5); }},
          {"transposed representation of the weights",
           [](json& c) { swap_rows(d4(c)["weights"], 5, 6); }},
          {"wrong scale of a block", [](json& c) { d4(c)["weights"][7][1] = "1/8"; }},
          {"transform back with another factor", [](json& c) { entry_of(d4(c)["output"]) = 2; }},
          {"a product missing", [](json& c) { d4(c)["forward"].erase(3); }},
          {"a product twice", [](json& c) { d4(c)["forward"].push_back(d4(c)["forward"][0]); }},
          {"a product of another weight", [](json& c) { d4(c)["forward"][4][1] = 5; }}};
}

std::vector<WrongTable> wrong_gradients() {
  return {{"gradient of the input by a product less", [](json& c) { d4(c)["to_inputs"].erase(9); }},
          {"gradient of the weights by a wrong product",
           [](json& c) { std::swap(d4(c)["to_weights"][4][2], d4(c)["to_weights"][5][2]); }},
          {"adjoint of the input that is no transpose",
           [](json& c) { negate(entry_of(d4(c)["input_adjoint"])); }},
          {"adjoint of the weights without its scale",
           [](json& c) { entry_of(d4(c)["weights_adjoint"]) = 1; }},
          {"adjoint of the output with another sign",
           [](json& c) { negate(entry_of(d4(c)["output_adjoint"])); }}};
}

std::vector<WrongTable> wrong_copies() {
  return {{"elements of the group in another order",
           [](json& c) {
             for (json& row : d4(c)["weights"]) {
               std::swap(row[1], row[3]);
             }
           }},
          {"scheme of another group", [](json& c) { c["schemes"]["rt::FourierC4"] = d4(c); }},
          {"scheme under an unknown name", [](json& c) { c["schemes"]["rt::Fast"] = d4(c); }},
          {"scheme missing", [](json& c) { c["schemes"].erase("rt::FourierD4"); }},
          {"copy by copy with a weight of another copy",
           [](json& c) { c["schemes"]["rt::CopyByCopy<8>"]["forward"][0][0] = 1; }}};
}

std::vector<WrongTable> wrong_tiles() {
  return {
      {"tile with a wrong point", [](json& c) { c["tiles"]["input"][3][1] = 2; }},
      {"tile with a wrong inverse factor", [](json& c) { c["tiles"]["weights"][1][0] = "-1/5"; }},
      {"tile of another size", [](json& c) { c["tiles"]["outputs"] = 3; }},
      {"tile whose outputs are shifted", [](json& c) { swap_rows(c["tiles"]["output"], 1, 2); }},
      {"tile adjoint without a term", [](json& c) { c["tiles"]["input_adjoint"][2][0] = 0; }},
      {"tile gradient of the filter with a wrong factor",
       [](json& c) { c["tiles"]["weights_adjoint"][1][3] = "1/24"; }},
      {"tiles missing", [](json& c) { c.erase("tiles"); }}};
}

std::vector<WrongTable> wrong_code() {
  return {
      {"relu before the normalisation",
       [](json& c) {
         struct_called(c, "Conv2")["layers"] = {"conv2", "relu", "norm2"};
       }},
      {"relu only claimed",
       [](json& c) { replace_code(c, "Conv2", "Activation::relu", "Activation::none"); }},
      {"normalisation of another epsilon in the code",
       [](json& c) { replace_code(c, "Norm2", "0.001F", "0.002F"); }},
      {"normalisation of other channels",
       [](json& c) { replace_code(c, "Norm2", "RunningNorm<4", "RunningNorm<8"); }},
      {"stride of another layer",
       [](json& c) { replace_code(c, "Conv3", ".padding_top", ".stride_rows = 2, .padding_top"); }},
      {"code of another layer",
       [](json& c) { struct_called(c, "Dense1")["code"] = struct_called(c, "Dense2")["code"]; }},
      {"pool of another kind",
       [](json& c) { replace_code(c, "MaxPool2d1", "MaxPool", "AveragePool"); }},
      {"pool of another value",
       [](json& c) { replace_code(c, "MaxPool2d1", "Conv3::", "Conv2::"); }},
      {"other copies", [](json& c) { replace_code(c, "Lift", "FeatureMap<8", "FeatureMap<4"); }}};
}

std::vector<WrongTable> wrong_frames() {
  return {
      {"a bias left out",
       [](json& c) { replace_code(c, "Dense1", ".units = 5", ".units = 5, .bias = false"); }},
      {"a struct that nothing reads",
       [](json& c) {
         json again = struct_called(c, "MaxPool2d1");
         again["type"] = "Again";
         c["structs"].insert(c["structs"].end() - 1, again);
       }},
      {"an unknown pass", [](json& c) { struct_called(c, "Conv3")["work"] = "pruned"; }},
      {"an unknown member", [](json& c) { c["pruning"] = "by magnitude"; }},
      {"digest of another spec",
       [](json& c) { c["sha256"] = SpecText{}.network_of().spec_sha256; }},
      {"another spec with its digest",
       [](json& c) {
         SpecText other = translated_d4();
         other.network.replace(other.network.find("\"size\": 2"), 9, "\"size\": 4");
         c["spec"] = json::parse(other.network_of().canonical_spec);
         c["sha256"] = other.network_of().spec_sha256;
       }},
      {"code for inference called code for training", [](json& c) { c["purpose"] = "training"; }},
      {"a fraction not in lowest terms", [](json& c) { d4(c)["weights"][0][0] = "2/16"; }},
      {"a number with a point", [](json& c) { d4(c)["input"][0][0] = 1.0; }},
      {"a product of a slot that is not there", [](json& c) { d4(c)["forward"][0][0] = 8; }}};
}

std::vector<WrongTable> wrong_orders() {
  return {{"sums over the group one after another, which keeps no bits",
           [](json& c) {
             json& program = d4(c)["input_program"];
             std::size_t const inputs = 8;
             std::size_t sum = 0;
             for (std::size_t i = 1; i < inputs; ++i) {
               program["steps"].push_back({"+", sum, i});
               sum = inputs + program["steps"].size() - 1;
             }
             program["results"][0] = sum;
           }},
          {"an order of sums that makes another transform",
           [](json& c) {
             std::swap(d4(c)["output_program"]["results"][1],
                       d4(c)["output_program"]["results"][2]);
           }},
          {"an order of sums left out", [](json& c) { d4(c).erase("input_program"); }},
          {"a product by other weights added in another order",
           [](json& c) { std::swap(d4(c)["forward"][4], d4(c)["forward"][6]); }}};
}

/// \p lists one after another.
template <typename Wrong>
std::vector<Wrong> together(std::vector<std::vector<Wrong>> const& lists) {
  std::vector<Wrong> all;
  for (std::vector<Wrong> const& list : lists) {
    all.insert(all.end(), list.begin(), list.end());
  }
  return all;
}

} // namespace

std::vector<WrongPass> wrong_passes() {
  return together<WrongPass>({wrong_fusions(), wrong_windows()});
}

std::vector<WrongTable> wrong_tables() {
  return together<WrongTable>({wrong_schemes(),
                               wrong_gradients(),
                               wrong_copies(),
                               wrong_tiles(),
                               wrong_code(),
                               wrong_frames(),
                               wrong_orders()});
}

} // namespace equivarify::codegen
