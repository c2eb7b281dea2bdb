/// \file
/// Where tests of commands keep a model, and what the commands write.
#ifndef EQUIVARIFY_TESTS_LIFT_MODEL_FOLDER_HPP
#define EQUIVARIFY_TESTS_LIFT_MODEL_FOLDER_HPP

#include "equivarify/codegen/onnx_file/onnx_model.hpp"
#include "equivarify/codegen/process/file.hpp"
#include "equivarify/codegen/process/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace equivarify::testing {

/// A test with a folder of its own.
class ModelFolder : public ::testing::Test {
protected:
  /// The path of \p model, written as net.onnx.
  [[nodiscard]] std::string file(codegen::OnnxModel const& model) const {
    std::filesystem::path const path = folder_.path() / "net.onnx";
    codegen::write_file(path, codegen::encode(model));
    return path.string();
  }

  /// A folder that is not there yet.
  [[nodiscard]] std::string folder() const { return (folder_.path() / "lifted").string(); }

private:
  codegen::TemporaryFolder folder_;
};

} // namespace equivarify::testing

#endif
