/* Makes the n-th write to the files of one folder fail. Loaded before the C library (LD_PRELOAD); armed by ctypes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long count, nth;
static int code, lasting;
static char folder[4096];

/* From now on the n-th operation fails with an error code, and all later ones too if it lasts. 0: none fails. */
void fault_arm(const char *where, long n, int error, int lasts) {
    strncpy(folder, where, sizeof folder - 1);
    count = 0, nth = n, code = error, lasting = lasts;
}

/* How many operations there were since. */
long fault_count(void) { return count; }

static int counted(void) {
    count++;
    if (nth && (count == nth || (lasting && count > nth))) {
        errno = code;
        return 1;
    }
    return 0;
}

static int fails(int fd) {
    char link[64], path[4096];
    if (!folder[0]) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0 && counted();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *from, size_t n) { return fails(fd) ? -1 : REAL(write)(fd, from, n); }
ssize_t pwrite(int fd, const void *from, size_t n, off_t at) { return fails(fd) ? -1 : REAL(pwrite)(fd, from, n, at); }
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t at) {
    return fails(fd) ? -1 : REAL(pwrite64)(fd, from, n, at);
}
int ftruncate(int fd, off_t n) { return fails(fd) ? -1 : REAL(ftruncate)(fd, n); }
int ftruncate64(int fd, off64_t n) { return fails(fd) ? -1 : REAL(ftruncate64)(fd, n); }
int fsync(int fd) { return fails(fd) ? -1 : REAL(fsync)(fd); }
int fdatasync(int fd) { return fails(fd) ? -1 : REAL(fdatasync)(fd); }
int rename(const char *from, const char *to) {
    return folder[0] && strncmp(to, folder, strlen(folder)) == 0 && counted() ? -1 : REAL(rename)(from, to);
}
