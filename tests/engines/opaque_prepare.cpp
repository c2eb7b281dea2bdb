// Writes networks that no spec has a form of: onnx_opaque_prepare FOLDER. FOLDER gets lstm, loop
// and attention, each with original.onnx, action.json, how the generator of a cyclic group moves
// the input, for `equivarify lift`, and network.json, the same for opaque.js.
#include "equivarify/codegen/process/file.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <exception>
#include <filesystem>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "lift/graph_attribute.hpp"
#include "lift/small_model.hpp"

namespace equivarify::testing {
namespace {

namespace fs = std::filesystem;

/// A file, the extents of its input behind the first, and how the generator moves the last of them:
/// entry j comes from sources[j]; its order.
struct OpaqueCase {
  std::string name;
  std::string bytes;
  std::vector<std::size_t> shape;
  std::vector<std::size_t> sources;
  std::size_t order = 2;
};

std::vector<OnnxExtent> batches_of(Extents const& shape) {
  std::vector<OnnxExtent> extents{std::string{"batch"}};
  extents.insert(extents.end(), shape.begin(), shape.end());
  return extents;
}

/// The model whose output, of \p shape, is the last value.
OnnxModel ended(SmallModel& small, std::vector<OnnxExtent> shape) {
  OnnxModel model = small.done();
  model.outputs.front().shape = std::move(shape);
  return model;
}

/// Five steps of four numbers, which the mirror reverses.
OpaqueCase lstm() {
  SmallModel small{{5, 1, 4}};
  small.then("LSTM",
             {small.weights("w", {1, 12, 4}), small.weights("r", {1, 12, 3})},
             {{"hidden_size", std::int64_t{3}}});
  return {"lstm",
          codegen::encode(
              ended(small, {std::int64_t{5}, std::int64_t{1}, std::int64_t{1}, std::int64_t{3}})),
          {5, 1, 4},
          {3, 2, 1, 0}};
}

/// Three times tanh of a product, the weights of which stand outside the loop.
OpaqueCase loop() {
  SmallModel small{{1, 6}};
  small.model.inputs.front().shape = batches_of({6});
  std::string const w = small.weights("w", {6, 6});
  std::string const trips = small.constant("trips", {}, std::vector<std::int64_t>{3});
  small.on("Loop", {trips, "", "x"});
  OnnxModel body; // has names of its own, which the outer graph must not have
  body.name = "body";
  body.inputs = {{"trip", {}, codegen::OnnxType::int64},
                 {"goes_on", {}, codegen::OnnxType::boolean},
                 {"state", batches_of({6})}};
  body.nodes = {{.type = "Identity", .inputs = {"goes_on"}, .outputs = {"goes_on_still"}},
                {.type = "MatMul", .inputs = {"state", w}, .outputs = {"product"}},
                {.type = "Tanh", .inputs = {"product"}, .outputs = {"next"}}};
  body.outputs = {{"goes_on_still", {}, codegen::OnnxType::boolean}, {"next", batches_of({6})}};
  std::string const bytes = with_graph(ended(small, batches_of({6})), "body", body);
  return {"loop", bytes, {1, 6}, {5, 4, 3, 2, 1, 0}};
}

/// softmax(q k^T) v of four places with eight numbers each, in a circle of four pairs.
OpaqueCase attention() {
  SmallModel small{{1, 4, 8}};
  small.model.inputs.front().shape = batches_of({4, 8});
  auto const projected = [&](char const* name) {
    return small.on("MatMul", {"x", small.weights(name, {8, 8})}).last;
  };
  std::string const q = projected("q");
  std::string const k = projected("k");
  std::string const v = projected("v");
  std::string const turned = small.on("Transpose", {k}, {{"perm", Extents{0, 2, 1}}}).last;
  small.on("MatMul", {q, turned}).then("Softmax", {}, {{"axis", std::int64_t{2}}});
  small.then("MatMul", {v});
  return {"attention",
          codegen::encode(ended(small, batches_of({4, 8}))),
          {1, 4, 8},
          {2, 3, 4, 5, 6, 7, 0, 1},
          4};
}

/// Where each entry of an element of a batch comes from, whose last extents \p test moves.
std::vector<std::size_t> all_sources(OpaqueCase const& test) {
  std::size_t size = 1;
  for (std::size_t i = 1; i < test.shape.size(); ++i) {
    size *= test.shape[i];
  }
  size *= test.shape.front(); // of the LSTM, whose steps are no batch
  std::vector<std::size_t> sources;
  for (std::size_t i = 0; i < size; ++i) {
    std::size_t const column = i % test.sources.size();
    sources.push_back(i - column + test.sources[column]);
  }
  return sources;
}

void prepare(fs::path const& folder) {
  for (OpaqueCase const& test : {lstm(), loop(), attention()}) {
    fs::path const own = folder / test.name;
    fs::create_directories(own);
    std::vector<std::size_t> const sources = all_sources(test);
    codegen::write_file(own / "original.onnx", test.bytes);
    codegen::write_file(own / "action.json", nlohmann::json{{"permutation", sources}}.dump());
    codegen::write_file(
        own / "network.json",
        nlohmann::json{{"shape", test.shape}, {"sources", sources}, {"order", test.order}}.dump());
  }
}

} // namespace
} // namespace equivarify::testing

int main(int, char** arguments) {
  try {
    equivarify::testing::prepare(arguments[1]);
    return 0;
  } catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
}
