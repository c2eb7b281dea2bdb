#include "equivarify/runtime/data/csv_data.hpp"
#include "equivarify/runtime/data/idx.hpp"
#include "equivarify/runtime/data/npy.hpp"
#include "equivarify/runtime/data/png.hpp"
#include "equivarify/runtime/data/tensor_data.hpp"
#include "equivarify/runtime/data/zip_archive.hpp"
#include "equivarify/runtime/files/atomic_file.hpp"
#include "equivarify/runtime/files/digest.hpp"
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/training/checkpoint.hpp"
#include "equivarify/runtime/training/trainer.hpp"
#include "equivarify/runtime/weights/safetensors.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "fuzz/memory_file.hpp"
#include "fuzz/targets.hpp"
#include "runtime/temporary_folder.hpp"
#include "runtime/toy_data.hpp"

namespace equivarify::fuzz {

namespace {

/// A training of the toy network, and what its checkpoint holds.
struct ToyTraining {
  ToyTraining() {
    TemporaryFolder const folder;
    runtime::save_checkpoint(network, trainer, folder / "toy");
    file = runtime::decode_safetensors(runtime::read_bytes(folder / "toy"), "toy");
  }

  runtime::Dataset data = toy::make_data(50);
  runtime::ThreadPool pool{1};
  runtime::NetworkOf<toy::Model> network{pool};
  runtime::TrainingSettings settings{.plan = toy::Model::training, .images = data.size()};
  runtime::Trainer trainer{network, data, settings, pool};
  runtime::TensorFile file;
};

/// Reads the fields that \p data has.
void read_fields(runtime::ArrayArchive const& data, std::vector<runtime::Field> const& fields) {
  for (runtime::Field const& field : fields) {
    if (data.has(field)) {
      static_cast<void>(data.read(field));
    }
  }
}

} // namespace

void read_safetensors(std::string const& bytes) {
  try {
    static_cast<void>(runtime::decode_safetensors(as_bytes(bytes), "fuzzed"));
  } catch (runtime::DataError const&) { // refused
  }
}

void read_checkpoint(std::string const& bytes) {
  static ToyTraining toy;
  toy.file.metadata["state"] = bytes;
  toy.file.metadata.erase("sha256");
  std::vector<std::byte> encoded;
  try {
    toy.file.metadata["sha256"] = runtime::sha256(runtime::encode_safetensors(toy.file));
    encoded = runtime::encode_safetensors(toy.file);
  } catch (nlohmann::json::type_error const&) {
    return; // no UTF-8, which no file of this format can hold
  }
  read_file(encoded, [](std::string const& path) {
    runtime::load_checkpoint(toy.network, toy.trainer, path);
    if (!toy.trainer.finished()) {
      static_cast<void>(toy.trainer.step());
    }
  });
}

void read_idx(std::string const& bytes) {
  read_file(as_bytes(bytes),
            [](std::string const& path) { static_cast<void>(runtime::read_idx(path)); });
}

void read_npy(std::string const& bytes) {
  read_file(as_bytes(bytes), [](std::string const& path) {
    static_cast<void>(runtime::read_npy(*runtime::open_file(path, "an .npy file")));
  });
}

void read_npz(std::string const& bytes) {
  read_file(as_bytes(bytes), [](std::string const& path) {
    for (runtime::ZipMember const& member : runtime::read_zip_directory(path)) {
      static_cast<void>(runtime::read_npy(*runtime::open_zip_member(path, member)));
    }
  });
}

void read_csv(std::string const& bytes) {
  read_file(as_bytes(bytes), [](std::string const& path) {
    std::vector<runtime::Field> const fields{{"inputs"}, {"labels", {"cat", "dog"}}};
    read_fields(*runtime::open_csv(path, fields), fields);
  });
}

void read_tensor_data(std::string const& bytes) {
  read_file(as_bytes(bytes), [](std::string const& path) {
    read_fields(*runtime::open_tensor_data(path), {{"inputs"}, {"labels"}});
  });
}

void read_png(std::string const& bytes) {
  read_file(as_bytes(bytes), [](std::string const& path) {
    for (std::size_t const channels : {1U, 3U}) {
      static_cast<void>(
          runtime::read_png(path, {.channels = channels, .rows = 4, .columns = 4, .resize = true}));
    }
  });
}

std::vector<Target> runtime_targets() {
  return {{"safetensors", read_safetensors},
          {"checkpoint", read_checkpoint},
          {"idx", read_idx},
          {"png", read_png},
          {"npy", read_npy},
          {"npz", read_npz},
          {"csv", read_csv},
          {"tensor_data", read_tensor_data},
          {"reachable", read_reachable},
          {"domain", read_domain},
          {"domain_certificate", read_domain_certificate},
          {"shard", read_shard},
          {"integer_weights", read_integer_weights}};
}

} // namespace equivarify::fuzz
