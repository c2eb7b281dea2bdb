/// \file
/// Folders of PNG pictures as data.
#include "equivarify/runtime/data/picture_folder.hpp"

#include "runtime/data/data_folder_case.hpp"
#include <png.h>

namespace {

namespace fs = std::filesystem;
namespace runtime = equivarify::runtime;
using data_folder::DataFolder;
using data_folder::pairs_with;
using runtime::Split;

class PictureFolder : public DataFolder {
protected:
  PictureFolder() {
    for (std::string const name : {"a", "b", "c"}) {
      fs::create_directories(folder_ / "train" / name);
    }
  }

  /// A picture of two pixels, grey or in colour.
  void picture(std::string const& name, std::vector<std::uint8_t> const& pixels) const {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    image.format = pixels.size() == 2 ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    image.width = 2;
    image.height = 1;
    ASSERT_NE(png_image_write_to_file(
                  &image, (folder_ / "train" / name).c_str(), 0, pixels.data(), 0, nullptr),
              0);
  }
};

TEST_F(PictureFolder, GivesPicturesOfEachClassInTurn) {
  picture("a/2.png", {1, 2});
  picture("a/1.png", {3, 4});
  picture("c/x.PNG", {5, 6});
  written::save(folder_ / "train" / "a" / ".hidden", "");
  runtime::Dataset const data = load();
  EXPECT_EQ(data.inputs.bytes, (std::vector<std::uint8_t>{3, 4, 5, 6, 1, 2}));
  EXPECT_EQ(data.classes, (std::vector<std::uint32_t>{0, 2, 0}));
}

TEST_F(PictureFolder, GivesChannelsOneAfterAnother) {
  description_.channels = 3;
  picture("b/1.png", {1, 2, 3, 4, 5, 6});
  EXPECT_EQ(load().inputs.bytes, (std::vector<std::uint8_t>{1, 4, 2, 5, 3, 6}));
}

TEST_F(PictureFolder, ServesANetworkWhoseOnlyOutputIsAClass) {
  picture("b/1.png", {1, 2});
  description_ = pairs_with({{.name = "kind",
                              .size = 3,
                              .classes = 3,
                              .loss = runtime::Loss::cross_entropy,
                              .class_names = {"a", "b", "c"}}});
  std::vector<float> target(1);
  load().target(0, target);
  EXPECT_EQ(target, std::vector<float>{1});
  description_ = pairs_with({{.name = "force", .size = 2}});
  EXPECT_EQ(complaint(),
            "/train: holds pictures for each class, but the network pairs has other outputs than "
            "one class of each picture");
}

TEST_F(PictureFolder, RefusesWhatIsNoPictureOfAClass) {
  written::save(folder_ / "train" / "a" / "notes.txt", "");
  EXPECT_EQ(complaint(), "/train/a/notes.txt: is not called .png, expected PNG pictures alone");
  fs::remove(folder_ / "train" / "a" / "notes.txt");
  fs::create_directory(folder_ / "train" / "bird");
  EXPECT_EQ(complaint(), "/train/bird: is called after no class of the network pairs: a, b, c");
  fs::remove(folder_ / "train" / "bird");
  written::save(folder_ / "train" / "b" / "1.png", "hello");
  EXPECT_EQ(complaint().find("/train/b/1.png: cannot read it as a PNG picture: "), 0U);
}

TEST_F(PictureFolder, SaysThatItIsEmpty) {
  EXPECT_EQ(complaint(), "/train: holds no image");
}

} // namespace
