/*
 * Laid before the Playground's own script, so that its page serves as a chat: it can be opened at any time, its log panel
 * starts closed, and `#channel` shows the team's channel.
 */
(() => {
  const streamPath = '/_ws_conversation/v1/conversations/stream';

  // The page stops working when a message arrives before it knows its conversations, or arrives twice. It knows them once
  // its report that it shows one is accepted.
  const ready = new Promise((resolve) => {
    const open = XMLHttpRequest.prototype.open;
    XMLHttpRequest.prototype.open = function opened(method, url, ...rest) {
      if (String(url).includes('/_debug/conversation/')) {
        this.addEventListener('load', () => {
          if (this.status === 200) resolve();
        });
      }
      return open.call(this, method, url, ...rest);
    };
  });
  const shown = new Set();

  function onceOnly(event) {
    const frame = JSON.parse(event.data);
    const id = frame.message?.messageId;
    if (frame.action === 'updateMessage' && !shown.has(id)) return null;
    if (frame.action !== 'createMessage') return event;
    if (!shown.has(id)) {
      shown.add(id);
      return event;
    }
    return new MessageEvent('message', { data: JSON.stringify({ ...frame, action: 'updateMessage' }) });
  }

  window.WebSocket = class extends WebSocket {
    addEventListener(type, listener, options) {
      if (type !== 'message' || !this.url.endsWith(streamPath)) return super.addEventListener(type, listener, options);
      return super.addEventListener(
        type,
        (event) =>
          ready.then(() => {
            const once = onceOnly(event);
            if (once) listener.call(this, once);
          }),
        options,
      );
    }
  };

  function whenThere(find, act) {
    const found = find();
    if (found) {
      act(found);
      return;
    }
    const watch = new MutationObserver(() => {
      const element = find();
      if (!element) return;
      watch.disconnect();
      act(element);
    });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  }

  whenThere(
    () => document.querySelector('[title="Hide log panel"]'),
    (button) => button.click(),
  );

  if (window !== window.parent) {
    // Within the desk there is little room: no debugging tools, and nothing wider than the frame.
    const style = document.createElement('style');
    style.textContent = `
      [role="toolbar"], h1 { display: none !important }
      body { overflow-x: hidden }
      #root div { min-width: 0 !important }
      #root div:has(> .ac-preview-panel) { width: auto !important }
      #root div:has(> div > .fai-OutputCard) { margin-right: 12px !important }
      .fai-OutputCard { flex: 1 }
    `;
    document.head.append(style);
  }

  const places = { '#chat': 0, '#channel': -1 };

  function goTo(hash) {
    const place = places[hash];
    if (place === undefined) return;
    whenThere(
      () => [...document.querySelectorAll('[role="treeitem"]')].at(place),
      (item) => item.click(),
    );
  }

  addEventListener('hashchange', () => goTo(location.hash));
  // A first look goes to the person's own chat, which tells the page its conversations.
  void ready.then(() => goTo(location.hash));
})();
