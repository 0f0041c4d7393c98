/** The products that the declaration form offers, for a field to choose from. */
export function ProductNames({ id, products }: { id: string; products: readonly { name: string }[] }) {
  return (
    <datalist id={id}>
      {products.map(({ name }) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
}
