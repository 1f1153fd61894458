/* Stands between a kiosk and its disk, by LD_PRELOAD on Linux.
 *
 * Files below FAULTS_DIR in a folder named log are watched, except SQLite's -shm, which is
 * memory. What is done to them is appended to FAULTS_TRACE, so that the state after a power cut at any moment can be
 * rebuilt later: what was synced, and any part of what was not.
 *
 * FAULTS_CONTROL is a small file that both this and the kiosk map or write: it says which of
 * the coming operations shall fail, and counts those that did. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, SYNCED, TRUNCATED, RENAMED, UNLINKED, FOLDER_MADE, FOLDER_SYNCED };
enum { FAIL_WRITE = 1, FAIL_SYNC = 2, FAIL_TRUNCATE = 4, FAIL_OPEN = 8 };

/* One record of the trace; `length` bytes follow. */
struct record {
  uint32_t operation;
  uint32_t length;
  uint64_t file;
  uint64_t offset;
};

/* What the kiosk's test writes, little-endian: fail `count` operations of the kinds in `kinds`
 * after the first `skip` of them. */
struct control {
  int32_t kinds;
  int32_t error;
  int64_t skip;
  int64_t count;
  int64_t hits;
};

enum { MOST_FILES = 65536 };
static uint64_t watched[MOST_FILES];
static char *folders[MOST_FILES];
static const char *watched_dir;
static size_t watched_dir_length;
static int trace = -1;
static volatile struct control *control;

static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off_t);
static int (*real_rename)(const char *, const char *);
static int (*real_unlink)(const char *);
static int (*real_mkdir)(const char *, mode_t);

__attribute__((constructor)) static void begin(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_close = dlsym(RTLD_NEXT, "close");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_rename = dlsym(RTLD_NEXT, "rename");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  real_mkdir = dlsym(RTLD_NEXT, "mkdir");
  watched_dir = getenv("FAULTS_DIR");
  watched_dir_length = watched_dir ? strlen(watched_dir) : 0;
  const char *trace_path = getenv("FAULTS_TRACE");
  if (trace_path) trace = real_open(trace_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *control_path = getenv("FAULTS_CONTROL");
  if (!control_path) return;
  int file = real_open(control_path, O_RDWR | O_CLOEXEC, 0);
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) control = mapped;
  real_close(file);
}

static int is_watched_path(const char *path) {
  if (!watched_dir || strncmp(path, watched_dir, watched_dir_length) != 0) return 0;
  const char *log = strstr(path + watched_dir_length, "/log");
  if (!log || (log[4] != '/' && log[4] != '\0')) return 0;
  size_t length = strlen(path);
  return length < 4 || strcmp(path + length - 4, "-shm") != 0;
}

static int is_watched(int file) {
  return file >= 0 && file < MOST_FILES && watched[file] != 0;
}

static void note(uint32_t operation, uint64_t file, uint64_t offset, const void *bytes, size_t length) {
  if (trace < 0) return;
  struct record record = {operation, (uint32_t)length, file, offset};
  struct iovec parts[2] = {{&record, sizeof record}, {(void *)bytes, length}};
  /* One call for each record, so that threads do not tear each other's. */
  syscall(SYS_writev, trace, parts, length ? 2 : 1);
}

/* 1 if this operation is one that shall fail; errno is set. */
static int must_fail(int kind) {
  if (!control || !(control->kinds & kind) || control->count <= 0) return 0;
  if (control->skip > 0) {
    control->skip -= 1;
    return 0;
  }
  control->count -= 1;
  control->hits += 1;
  errno = control->error;
  return 1;
}

static int open_watched(const char *path, int flags, mode_t mode) {
  if (!is_watched_path(path)) return real_open(path, flags, mode);
  if (must_fail(FAIL_OPEN)) return -1;
  int was_there = syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
  int file = real_open(path, flags, mode);
  struct stat found;
  if (file < 0 || file >= MOST_FILES || fstat(file, &found) != 0) return file;
  watched[file] = found.st_ino;
  if (S_ISDIR(found.st_mode)) {
    free(folders[file]);
    folders[file] = strdup(path);
    return file;
  }
  note(OPENED, found.st_ino, was_there ? 0 : 1, path, strlen(path));
  if (was_there && (flags & O_TRUNC)) note(TRUNCATED, found.st_ino, 0, NULL, 0);
  return file;
}

#define MODE_OF(flags, mode)                        \
  mode_t mode = 0;                                  \
  if ((flags) & (O_CREAT | __O_TMPFILE)) {          \
    va_list arguments;                              \
    va_start(arguments, flags);                     \
    mode = (mode_t)va_arg(arguments, int);          \
    va_end(arguments);                              \
  }

int open(const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return open_watched(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  MODE_OF(flags, mode)
  return open_watched(path, flags | O_LARGEFILE, mode);
}

int close(int file) {
  if (is_watched(file)) {
    watched[file] = 0;
    free(folders[file]);
    folders[file] = NULL;
  }
  return real_close(file);
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (!is_watched(file)) return real_write(file, bytes, length);
  if (must_fail(FAIL_WRITE)) return -1;
  off_t offset = lseek(file, 0, SEEK_CUR);
  ssize_t written = real_write(file, bytes, length);
  if (written > 0) note(WRITTEN, watched[file], (uint64_t)offset, bytes, (size_t)written);
  return written;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
  if (!is_watched(file)) return real_pwrite(file, bytes, length, offset);
  if (must_fail(FAIL_WRITE)) return -1;
  ssize_t written = real_pwrite(file, bytes, length, offset);
  if (written > 0) note(WRITTEN, watched[file], (uint64_t)offset, bytes, (size_t)written);
  return written;
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
  return pwrite(file, bytes, length, (off_t)offset);
}

static int sync_with(int file, int (*sync)(int)) {
  if (!is_watched(file)) return sync(file);
  if (must_fail(FAIL_SYNC)) return -1;
  int failed = sync(file);
  if (failed) return failed;
  const char *folder = folders[file];
  if (folder) note(FOLDER_SYNCED, watched[file], 0, folder, strlen(folder));
  else note(SYNCED, watched[file], 0, NULL, 0);
  return 0;
}

int fsync(int file) { return sync_with(file, real_fsync); }

int fdatasync(int file) { return sync_with(file, real_fdatasync); }

int ftruncate(int file, off_t size) {
  if (!is_watched(file)) return real_ftruncate(file, size);
  if (must_fail(FAIL_TRUNCATE)) return -1;
  int failed = real_ftruncate(file, size);
  if (!failed) note(TRUNCATED, watched[file], (uint64_t)size, NULL, 0);
  return failed;
}

int ftruncate64(int file, off64_t size) { return ftruncate(file, (off_t)size); }

int rename(const char *from, const char *to) {
  int failed = real_rename(from, to);
  if (failed || !(is_watched_path(from) || is_watched_path(to))) return failed;
  char both[2 * 4096];
  size_t from_length = strlen(from), to_length = strlen(to);
  if (from_length + to_length + 1 > sizeof both) return failed;
  memcpy(both, from, from_length + 1);
  memcpy(both + from_length + 1, to, to_length);
  note(RENAMED, 0, from_length, both, from_length + 1 + to_length);
  return failed;
}

int unlink(const char *path) {
  int failed = real_unlink(path);
  if (!failed && is_watched_path(path)) note(UNLINKED, 0, 0, path, strlen(path));
  return failed;
}

int mkdir(const char *path, mode_t mode) {
  int failed = real_mkdir(path, mode);
  if (!failed && is_watched_path(path)) note(FOLDER_MADE, 0, 0, path, strlen(path));
  return failed;
}
