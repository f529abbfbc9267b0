#include "cli/whole_graph.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

namespace reorg::cli {
namespace {

namespace fs = std::filesystem;

// A folder that is gone in the end.
class PassingFolder {
 public:
  PassingFolder() {
    std::string name = (fs::temp_directory_path() / "reorg-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw ImageWriteError("no folder can be made in " + fs::temp_directory_path().string() +
                            "; name another with TMPDIR");
    path_ = name;
  }
  PassingFolder(const PassingFolder&) = delete;
  PassingFolder& operator=(const PassingFolder&) = delete;
  ~PassingFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  fs::path operator/(const char* name) const { return path_ / name; }

 private:
  fs::path path_;
};

}  // namespace

void on_whole_graph(Session& session, const std::function<void(const Image&)>& work) {
  if (const ImageOrStore* kept = session.image(Extent::everything); kept != nullptr) {
    try {
      if (kept->image() != nullptr) return work(*kept->image());
    } catch (const ImageError& e) {
      kept->distrust(e);
    }
  }
  const PassingFolder folder;
  const fs::path path = folder / "whole";
  write_image(session.store(), path, nullptr);
  const Image::Opened made = Image::open(path, image_stamp(session.store()));
  if (!made.image) throw std::runtime_error("a graph image just written cannot be read");
  work(*made.image);
}

}  // namespace reorg::cli
