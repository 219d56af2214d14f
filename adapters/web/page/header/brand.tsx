/** The name, with its seal: three strokes that pull the same way. */

export function Brand() {
  return (
    <div className="brand">
      <img className="brand-seal" src="/icon.svg" alt="" width={30} height={30} />
      <span className="brand-name">三驾马车</span>
      <span className="brand-latin">Troika</span>
    </div>
  );
}
