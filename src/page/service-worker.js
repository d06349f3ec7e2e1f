// Keeps the page for visits without a network. The build fills in VERSION and FILES.
//
// Each version has a cache of its own and answers from it alone, so files of two versions never
// meet. A new version takes over once the last page of the old one is closed.

const OURS = `vanishing-gradients ${registration.scope} `; // Other folders have pages of their own.
const CACHE = OURS + "VERSION";
const FILES = [];

// The browser's own store of answers may hold a page of another version: the network is asked.
self.addEventListener("install", (event) => {
  const requests = FILES.map((file) => new Request(file, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  const forget = (name) => name.startsWith(OURS) && name !== CACHE && caches.delete(name);
  event.waitUntil(caches.keys().then((names) => Promise.all(names.map(forget))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.search = address.hash = "";
  if (address.href === new URL("index.html", registration.scope).href) address.pathname = new URL(registration.scope).pathname;
  if (request.method !== "GET" || !FILES.some((file) => new URL(file, registration.scope).href === address.href)) return;
  event.respondWith(
    caches.open(CACHE).then(async (cache) => (await cache.match(address)) ?? fetch(request)),
  );
});
